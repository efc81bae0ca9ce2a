using Holdfast.Format.Items;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.Files.Windows;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SystemState.Hosts;
using Holdfast.Workloads.SystemState.Planning;
using Holdfast.Workloads.SystemState.Points;

namespace Holdfast.Workloads.SystemState.Backup;

/// <summary>Takes the state of a system: the files that its writers name, as shadow copies have them, and the documents that a restore needs.</summary>
/// <param name="directory">Asked where the computer is a domain controller; null where nobody can be.</param>
/// <param name="windows">Tells of access lists and streams; null: files come without.</param>
internal sealed class SystemStateBackup(IShadowCopyService service, IWindowsFileApi? windows, IDirectoryService? directory, BackupTask task, IItemSink sink, string computer)
{
    private const int PieceLength = 256 << 10;

    private readonly byte[] piece = new byte[PieceLength];
    private readonly DateTimeOffset now = task.Context.Clock.GetUtcNow();
    private IReadOnlyList<string> warnings = [];

    /// <exception cref="WorkloadException">A writer, the service, or a file failed; no shadow copy is left.</exception>
    public IPendingBackup Run(CancellationToken cancellation) => StateTaking.Run(service, task, writers =>
    {
        warnings = [.. StateChoice.Warnings(writers)];
        return StateChoice.Choose(writers);
    }, session => Read(session, cancellation), cancellation);

    private BackupDocument Read(ShadowCopySession session, CancellationToken cancellation)
    {
        task.Progress.Phase("finding the files of the system state");
        var files = session.Files();
        RequireHives(files);
        var facts = StateTaking.WithLifetime(StateTaking.Facts(session, service.Environment, computer, files, warnings), directory, cancellation) with { HasSecurity = windows is not null };
        var state = StateDocument.Write(facts);
        task.Progress.Phase("reading the system state");
        task.Progress.Expect(facts.Length);
        StateDocuments.Add(sink, StateDocuments.Folder, session, now);
        var items = new StateItems(windows, sink, task.Notes, now);
        foreach (var file in files) Copy(file, items.Of(file), cancellation);
        return new BackupDocument(SystemStateWorkload.KindWord, BackupType.Full, StateTaking.Why(task), ConsistencyGuarantee.Application, now, "", "", state);
    }

    /// <summary>A state without the hives of the registry brings nothing back, whatever else is in it.</summary>
    private static void RequireHives(IReadOnlyList<PlannedFile> files)
    {
        foreach (var hive in RegistryHives.Required)
            if (!files.Any(file => file.Path.EndsWith(RegistryHives.Folder + hive, StringComparison.OrdinalIgnoreCase)))
                throw new WorkloadException(WorkloadFault.ContentWrong, $"The shadow copy does not hold the registry's hive {hive}.", $"The next run takes it again. {Fallback.ByHand}");
    }

    private void Copy(PlannedFile file, Item item, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var source = service.Files.OpenRead(file.Source);
        using var content = sink.BeginFile(item, new FixedCutter());
        while (source.Read(piece) is > 0 and var read)
        {
            cancellation.ThrowIfCancellationRequested();
            content.Append(piece.AsSpan(0, read));
            task.Progress.Read(read);
        }
        if (content.Length != file.Length)
            throw new WorkloadException(WorkloadFault.ContentWrong, $"{file.Path} has {content.Length} bytes in the shadow copy, and {file.Length} were expected.", "The next run takes it again.");
        content.Complete();
    }
}
