namespace Holdfast.Workloads.Inspection;

/// <summary>A file does not follow its format: it was cut off or altered, or it is something else. Never transient.</summary>
/// <param name="offset">Byte of the file, from 0, at which that shows.</param>
/// <param name="expected">What should be there, as the end of a sentence that begins with "Expected".</param>
/// <param name="found">What is there, in a few words.</param>
public sealed class MalformedFileException(long offset, string expected, string found, Exception? inner = null)
    : Exception($"At byte {offset}: expected {expected}, found {found}.", inner)
{
    public long Offset { get; } = offset;

    public string Expected { get; } = expected;

    public string Found { get; } = found;
}
