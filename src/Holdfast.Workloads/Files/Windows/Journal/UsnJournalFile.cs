using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.Files.Windows.Journal;

/// <summary>Reads a USN journal that was taken out of a volume as a file ($UsnJrnl:$J), however long, in bounded memory.</summary>
public static class UsnJournalFile
{
    private const int Buffer = 1 << 20;

    /// <param name="file">From its position on, which counts as byte 0 in errors.</param>
    /// <param name="take">Called for every record in the journal's order.</param>
    /// <exception cref="MalformedFileException">It is damaged there. What comes before has been taken.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void Read(Stream file, UsnRecordTaker take, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(take);
        var buffer = new byte[Buffer];
        var (held, origin, last) = (0, 0L, -1L);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var got = file.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, throwOnEndOfStream: false);
            held += got;
            var used = Take(buffer.AsSpan(0, held), origin, take, ref last);
            origin += used;
            buffer.AsSpan(used, held - used).CopyTo(buffer);
            held -= used;
            if (got > 0) continue;
            if (buffer.AsSpan(0, held).ContainsAnyExcept((byte)0)) throw new MalformedFileException(origin, "the rest of a record", $"the end after {held} bytes of it");
            return;
        }
    }

    private static int Take(ReadOnlySpan<byte> bytes, long origin, UsnRecordTaker take, ref long last)
    {
        var reader = new UsnRecordReader(bytes, origin);
        while (reader.Next(out var record))
        {
            if (record.Usn <= last) throw new MalformedFileException(origin + reader.Consumed - record.Length, $"a USN above {last}", $"{record.Usn}");
            last = record.Usn;
            take(record);
        }
        return reader.Consumed;
    }
}
