# Sourced by ./run. make_sample DIR fills a new folder with a few hundred varied files: text, binary, links, holes, odd names.

make_sample() {
    mkdir -p "$1/documents" "$1/photos" "$1/links" "$1/empty/nested/deeper" "$1/odd names" "$1/modes" "$1/copies"
    (
        cd "$1"
        i=0
        while [ $i -lt 240 ]; do
            i=$((i + 1))
            seq -f "Line %g of document $i: the quick brown fox guards the server room." 1 $((i % 40 + 1)) >"documents/note-$i.txt"
            touch -d "2024-03-01 12:00:00.$((100000000 + i)) UTC + $i hours" "documents/note-$i.txt"
        done
        i=0
        while [ $i -lt 40 ]; do
            i=$((i + 1))
            head -c $((i * 7919)) /dev/urandom >"photos/image-$i.raw"
        done
        head -c 6000000 /dev/urandom >photos/film.bin
        seq 1 400000 >documents/numbers.csv
        cp photos/film.bin copies/film-again.bin
        cp -R documents copies/documents

        truncate -s 64M sparse.img
        printf 'start' | dd of=sparse.img conv=notrunc status=none
        printf 'middle' | dd of=sparse.img bs=1M seek=32 conv=notrunc status=none
        : >empty.file

        ln -s ../documents/note-1.txt links/relative
        ln -s /nowhere/at/all links/dangling
        ln -s ../photos links/folder
        ln documents/note-2.txt links/hard-1
        ln documents/note-2.txt links/hard-2
        mkfifo links/pipe

        echo x >'odd names/ leading and trailing '
        echo x >'odd names/quote'\''s "and" $dollar `tick` \back'
        echo x >'odd names/-dash'
        echo x >'odd names/Grüße, мир, 世界, 🙂'
        echo x >"odd names/$(printf 'two\nlines')"
        echo x >"odd names/$(printf '%0255d' 7)"
        # Not UTF-8; a few file systems refuse such names.
        (echo x >"odd names/$(printf 'latin-1 caf\351')") 2>/dev/null || true

        echo x >modes/private && chmod 600 modes/private
        echo x >modes/setuid && chmod 4755 modes/setuid
        echo x >modes/read-only && chmod 444 modes/read-only
        mkdir modes/sticky && chmod 1777 modes/sticky
        echo x >modes/attributed
        setfattr -n user.comment -v 'kept with the file' modes/attributed 2>/dev/null || true
        setfacl -m u:1:r modes/attributed 2>/dev/null || true
        touch -d '1999-12-31 23:59:59.987654321 UTC' modes/private
    )
}
