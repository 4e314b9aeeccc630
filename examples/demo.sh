#!/bin/sh
# From annotated articles to a checked graph, answers with their sentences, and a picture.
#
#     sh examples/demo.sh FOLDER        writes into FOLDER, which must not exist; needs `kg` on the PATH
set -u
exec 2>&1
corpus="$(dirname "$0")/telecoms"
out="${1:?name a new folder for the files}"

# Shows a command as one would type it, and runs it. An exit code other than the first argument ends the demo.
run() {
    expected="$1"
    shift
    shown="kg"
    for word in "$@"; do
        case "$word" in *[!A-Za-z0-9._/=-]*) word="'$word'" ;; esac
        shown="$shown $word"
    done
    printf '\n$ %s\n' "$shown"
    code=0
    kg "$@" || code=$?
    case " $expected " in *" $code "*) ;; *)
        printf 'demo: the command ended with exit code %s\n' "$code" >&2
        exit "$code"
        ;;
    esac
}

say() { printf '\n# %s\n' "$1"; }

mkdir -p "$(dirname "$out")" && mkdir "$out" || exit 1

say "Sixteen annotated articles become a graph. The account says what was read and what was left out."
run 0 build "$corpus" -o "$out/graph" --account "$out/account.json"

say "Does the graph conform to the shapes? Each finding names the annotation to look at (exit code 3: violations)."
run "0 3" check -g "$out/graph"
run "0 3" check -g "$out/graph" -o "$out/check.json" --quiet

say "Who works with Vodafone, and in which document is it said?"
run 0 query partnerships company=Vodafone -g "$out/graph"

say "Two reports of one deal: where do they disagree?"
run 0 query contradictions -g "$out/graph"

say "All about one company, with the sentences."
run 0 show Quillmast -g "$out/graph"

say "The network of companies, for Gephi, and a picture of it."
run 0 export "$out/network.gexf" -g "$out/graph"
run 0 draw "$out/network.png" -g "$out/graph"

cat <<END

The files are in $out/:
  graph/         the graph; ask it with kg query, kg show, kg check
  network.gexf   the network of companies: open it in Gephi, or with networkx
  network.png    the same as a picture
  account.json   how much was read, mapped and left out, and why
  check.json     what kg check found

Try next:
  kg queries                                     what can be asked
  kg query weak-claims -g $out/graph             what is only probable, possible or denied
  kg init mynews && cd mynews && kg build        a project of your own
END
