using Holdfast.Workloads.Inspection;
using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>Asks all writers for their metadata, and how they stand.</summary>
/// <param name="note">Hears of writers whose documents cannot be read.</param>
internal sealed class WriterDocuments(IBackupComponents components, SessionClock clock, Action<string> note)
{
    private const int MostWriters = 1000;

    /// <exception cref="ShadowCopyFailure">The service refuses.</exception>
    public IReadOnlyList<WriterDocument> Gather(CancellationToken cancellation)
    {
        clock.Finish(components.GatherWriterMetadata(), nameof(IBackupComponents.GatherWriterMetadata), clock.Limits.Asking, cancellation);
        var documents = new List<WriterDocument>();
        for (var (index, count) = (0, Math.Min(components.GetWriterMetadataCount(), MostWriters)); index < count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            var text = components.GetWriterMetadata(index);
            try
            {
                documents.Add(new WriterDocument(text, VssDocuments.ReadWriter(text)));
            }
            catch (MalformedFileException malformed)
            {
                // Another application's writer must not keep this one from being backed up; if it is the one that is meant, it is missed soon enough.
                note($"Writer {index + 1} of this computer gives out a document that cannot be read, and is left out: {malformed.Message}");
            }
        }
        components.FreeWriterMetadata();
        return documents;
    }

    /// <summary>Throws for a writer of those that failed; others' failures are not this backup's.</summary>
    /// <param name="call">After which the writers are asked.</param>
    /// <param name="writers">Instances that take part.</param>
    public void Check(string call, IReadOnlySet<Guid> writers, CancellationToken cancellation)
    {
        clock.Finish(components.GatherWriterStatus(), nameof(IBackupComponents.GatherWriterStatus), clock.Limits.Asking, cancellation);
        var missing = new HashSet<Guid>(writers);
        for (var (index, count) = (0, Math.Min(components.GetWriterStatusCount(), MostWriters)); index < count; index++)
        {
            var status = components.GetWriterStatus(index);
            if (!missing.Remove(status.Instance) || !status.HasFailed) continue;
            throw new ShadowCopyFailure($"{call} ({status.State})", status.Failure < 0 ? status.Failure : ShadowCopyCodes.WriterRetryable, status.Name);
        }
        components.FreeWriterStatus();
        if (missing.Count > 0) throw new ShadowCopyFailure($"{call} (the writer is gone)", ShadowCopyCodes.ObjectNotFound, missing.First().ToString());
    }
}
