"""What shapes ask for, constraint by constraint."""

from __future__ import annotations

from kg.check.listing import listed


def test_two_constraints_of_a_kind_on_one_shape_are_both_listed(write):
    path = write(":S sh:targetClass :C ; sh:not [ sh:class :D ] , [ sh:class :E ] ; sh:class :F , :G .")

    (targeted,) = listed([path])

    assert [one.constraint for one in targeted.constraints] == [
        "sh:class urn:t:F",
        "sh:class urn:t:G",
        "sh:not",
        "sh:not",
    ]


def test_a_property_shape_that_two_shapes_of_a_class_share_is_listed_once(write):
    both = ":S sh:targetClass :C ; sh:property :P . :T sh:targetClass :C ; sh:property :P ."
    path = write(f"{both} :P sh:path :p ; sh:maxCount 1 .")

    (targeted,) = listed([path])

    assert [one.constraint for one in targeted.constraints] == ["sh:maxCount 1"]
