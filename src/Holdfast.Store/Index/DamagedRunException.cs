namespace Holdfast.Store.Index;

/// <summary>A run that cannot be believed any more. <see cref="ChunkIndex"/> discards it; it never leaves the index.</summary>
internal sealed class DamagedRunException(Run run, string reason, Exception? inner = null)
    : Exception($"Index run {run.Sequence} is damaged: {reason}", inner)
{
    public Run Run { get; } = run;
}
