namespace Holdfast.Workloads.FileSystems.Ntfs;

/// <summary>Unpacks one chunk after another, each by itself. Not thread-safe.</summary>
internal interface IUnpacker
{
    /// <summary>Fills the buffer.</summary>
    /// <exception cref="InvalidDataException">The bytes are not packed so; the message is a few words on what is there.</exception>
    void Unpack(ReadOnlySpan<byte> packed, Span<byte> buffer);
}
