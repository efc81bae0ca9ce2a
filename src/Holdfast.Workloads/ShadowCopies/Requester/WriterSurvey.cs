using Holdfast.Workloads.ShadowCopies.Documents;

namespace Holdfast.Workloads.ShadowCopies.Requester;

/// <summary>Asks which writers are there and what they have, without making a shadow copy.</summary>
public static class WriterSurvey
{
    private const int BackupContext = 0;

    /// <param name="note">Hears of writers whose documents cannot be read.</param>
    /// <exception cref="ShadowCopyFailure">The service refuses.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public static IReadOnlyList<WriterMetadata> Run(IShadowCopyService service, TimeProvider clock, Action<string> note, CancellationToken cancellation)
    {
        using var components = service.Create();
        components.InitializeForBackup();
        components.SetContext(BackupContext);
        components.SetBackupState(selectComponents: true, bootableSystemState: false, ShadowBackupType.Full, partialFiles: false);
        return [.. new WriterDocuments(components, new SessionClock(clock, new SessionLimits()), note).Gather(cancellation).Select(document => document.Metadata)];
    }
}
