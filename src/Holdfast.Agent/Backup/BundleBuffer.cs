using Holdfast.Format.Compression;

namespace Holdfast.Agent.Backup;

/// <summary>
/// The files of one bundle as they are read. What looks compressible grows from the front, what does not from the back: text among pictures and archives
/// shrinks as well as text alone, and the archives are not tried at all.
/// </summary>
internal sealed class BundleBuffer(int largestFile)
{
    /// <summary>Less than this of one sort joins the other: a chunk of its own would cost more than it saves.</summary>
    private const int SmallestPart = 32 << 10;

    // Until it is full, it has room for one more file between the two sorts.
    private readonly byte[] bytes = GC.AllocateUninitializedArray<byte>(BundleRule.Largest + largestFile, pinned: true);
    private readonly List<PlacedFile> front = [];
    private readonly List<PlacedFile> back = [];
    private int frontEnd;
    private int backStart = BundleRule.Largest + largestFile;

    /// <summary>Where the next file is to be read.</summary>
    public Span<byte> Room => bytes.AsSpan(frontEnd, largestFile);

    /// <summary>True where files grew after the scan saw them, and what is here must be written first.</summary>
    public bool IsFull => frontEnd + BackLength > BundleRule.Largest;

    private int BackLength => bytes.Length - backStart;

    /// <summary>Takes the file that was read to the start of <see cref="Room"/>.</summary>
    public void Add(in PendingFile file, int length)
    {
        var content = bytes.AsSpan(frontEnd, length);
        if (Noise.IsLikely(content))
        {
            backStart -= length;
            content.CopyTo(bytes.AsSpan(backStart));
            back.Add(new PlacedFile(file, backStart, length));
            return;
        }
        front.Add(new PlacedFile(file, frontEnd, length));
        frontEnd += length;
    }

    /// <summary>Gives each chunk of the bundle with its files to <paramref name="write"/>, and is empty afterwards.</summary>
    public void Drain(Writer write)
    {
        if (Math.Min(frontEnd, BackLength) < SmallestPart) Join();
        if (front.Count > 0) write(bytes.AsSpan(0, frontEnd), 0, front);
        if (back.Count > 0) write(bytes.AsSpan(backStart), backStart, back);
        front.Clear();
        back.Clear();
        frontEnd = 0;
        backStart = bytes.Length;
    }

    private void Join()
    {
        bytes.AsSpan(backStart).CopyTo(bytes.AsSpan(frontEnd));
        foreach (var file in back) front.Add(file with { Offset = file.Offset - backStart + frontEnd });
        frontEnd += BackLength;
        backStart = bytes.Length;
        back.Clear();
    }

    /// <param name="chunk">Bytes of the chunk.</param>
    /// <param name="start">Where the chunk starts in the buffer, to which the offsets of <paramref name="files"/> refer.</param>
    /// <param name="files">The files in it.</param>
    public delegate void Writer(ReadOnlySpan<byte> chunk, int start, IReadOnlyList<PlacedFile> files);
}
