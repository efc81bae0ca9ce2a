namespace Holdfast.Workloads.Windows.Files;

/// <summary>One transfer of an encrypted file's raw form. No exception leaves it, because Windows calls it.</summary>
internal sealed class RawCopy
{
    private readonly Write? _write;
    private readonly Stream? _read;
    private long _position;

    public RawCopy(Write write) => _write = write;

    public RawCopy(Stream read) => _read = read;

    public delegate void Write(ReadOnlySpan<byte> bytes, long at);

    /// <summary>Why our side failed.</summary>
    public Exception? Failure { get; private set; }

    public bool Take(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _write!(bytes, _position);
            _position += bytes.Length;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Failure = failure;
            return false;
        }
    }

    /// <returns>Bytes; 0 at the end, negative where it failed.</returns>
    public int Give(Span<byte> bytes)
    {
        try
        {
            return _read!.Read(bytes);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Failure = failure;
            return -1;
        }
    }
}
