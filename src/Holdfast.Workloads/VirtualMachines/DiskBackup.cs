using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Disks;

namespace Holdfast.Workloads.VirtualMachines;

/// <summary>
/// Writes one disk into the file of a point, from front to back: what changed is read, what did not is taken over, what holds no data becomes a hole. A disk that grew is taken over as far as it
/// was, and the rest is read; one that shrank ends where it ends now. The caller completes the file.
/// </summary>
internal sealed class DiskBackup
{
    private readonly DiskSource source;
    private readonly ItemContent content;
    private readonly CancellationToken cancellation;
    private readonly IWorkloadProgress progress;
    private DiskBackupFigures figures;

    private DiskBackup(DiskSource source, ItemContent content, IWorkloadProgress progress, CancellationToken cancellation) =>
        (this.source, this.content, this.progress, this.cancellation) = (source, content, progress, cancellation);

    /// <param name="excluded">What becomes zeros whether it changed or not: ascending, apart, within the disk.</param>
    /// <param name="content">Takes the disk; based on the previous point's file where <paramref name="previousLength"/> is given.</param>
    /// <param name="previousLength">Bytes of the previous point's file; null: there is none, or it must not be used, and <see cref="DiskSource.Changed"/> does not count.</param>
    /// <exception cref="IOException">The disk cannot be read.</exception>
    /// <exception cref="Inspection.MalformedFileException">What holds it does not follow its format.</exception>
    public static DiskBackupFigures Write(DiskSource source, IReadOnlyList<ByteRange> excluded, ItemContent content, long? previousLength, IWorkloadProgress progress, CancellationToken cancellation)
    {
        var run = new DiskBackup(source, content, progress, cancellation);
        foreach (var step in DiskSteps.Of(source.Content.Length, source.Changed, previousLength, excluded)) run.Do(step);
        return run.figures;
    }

    private void Do(DiskStep step)
    {
        cancellation.ThrowIfCancellationRequested();
        switch (step.Kind)
        {
            case DiskStepKind.Keep:
                content.CopyPrevious(step.Range.Offset, step.Range.Length);
                figures += new DiskBackupFigures(0, step.Range.Length, 0, 0);
                break;
            case DiskStepKind.Exclude:
                content.AppendHole(step.Range.Length);
                figures += new DiskBackupFigures(0, 0, 0, step.Range.Length);
                break;
            default:
                Read(step.Range);
                break;
        }
    }

    private void Read(ByteRange range)
    {
        var at = range.Offset;
        foreach (var data in source.Content.Data(range))
        {
            Skip(data.Offset - at);
            SourcePieces.Read(source.Content, data, Take, cancellation);
            at = data.End;
            figures += new DiskBackupFigures(data.Length, 0, 0, 0);
        }
        Skip(range.End - at);
    }

    private void Take(long offset, ReadOnlySpan<byte> bytes)
    {
        content.Append(bytes);
        progress.Read(bytes.Length);
    }

    private void Skip(long length)
    {
        if (length == 0) return;
        content.AppendHole(length);
        figures += new DiskBackupFigures(0, 0, length, 0);
    }
}
