using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SqlServer.Backup;
using Holdfast.Workloads.SqlServer.Discovery;
using Holdfast.Workloads.SqlServer.Media;
using Holdfast.Workloads.SqlServer.Planning;

namespace Holdfast.Workloads.SqlServer.Transports.Vss;

/// <summary>Takes a full backup of one database by SqlServerWriter: its files as a shadow copy has them, verified page by page, and what the writer notes of them.</summary>
internal sealed class ShadowBackup(IShadowCopyService service, BackupTask task, IItemSink sink, ChosenReplica replica, int pagesPerChunk)
{
    private readonly ShadowItems items = ShadowItems.At(task.Context.Clock.GetUtcNow());
    private readonly DateTimeOffset now = task.Context.Clock.GetUtcNow();

    /// <exception cref="WorkloadException">The writer or the service failed, or what came is not what was asked for; no shadow copy is left.</exception>
    public TakenShadowCopy Take(BackupDecision decision, CancellationToken cancellation) => ShadowFaults.Guard(() =>
    {
        task.Progress.Phase("making a shadow copy");
        var component = default(ComponentPath);
        var request = new BackupRequest(decision.CopyOnly ? ShadowBackupType.Copy : ShadowBackupType.Full, writers =>
        {
            component = SqlWriterRestore.Find(writers, replica.Server.Name, replica.Status.Name);
            return [new WriterWish(SqlWriterRestore.Writer, [component])];
        });
        var session = ShadowCopySession.Take(service, request, task.Context.Clock, text => task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, text)), cancellation);
        try
        {
            return new TakenShadowCopy(Read(session, component, decision.CopyOnly, cancellation), session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    });

    private BackupSet Read(ShadowCopySession session, ComponentPath component, bool copyOnly, CancellationToken cancellation)
    {
        var (set, metadata) = ShadowFacts.Read(VssDocuments.ReadComponents(session.Document), component, replica, copyOnly);
        var files = session.Files();
        Require(files, set);
        task.Progress.Phase("taking a full backup");
        task.Progress.Expect(files.Sum(file => file.Length));
        var data = set.Files.Where(file => file.Type != 'L').Select(file => file.PhysicalName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        AddText(items.Components, Encoding.UTF8.GetBytes(session.Document));
        AddText(items.Writer, Encoding.UTF8.GetBytes(session.Writers.First(writer => writer.Metadata.Writer == SqlWriterRestore.Writer).Text));
        AddText(items.Metadata, metadata.Media);
        foreach (var file in files) Copy(file, data.Contains(file.Path), cancellation);
        return set with { Items = [items.Components, items.Writer, items.Metadata, .. files.Select(file => items.ItemOf(file.Path))], Size = files.Sum(file => file.Length) };
    }

    /// <summary>Every file that the database has must be there: the list of the writer's metadata is older than the shadow copy.</summary>
    private static void Require(IReadOnlyList<PlannedFile> files, BackupSet set)
    {
        var there = files.Select(file => file.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (set.Files.FirstOrDefault(file => file.Type is 'D' or 'L' && !there.Contains(file.PhysicalName)) is { } missing)
            throw new WorkloadException(WorkloadFault.ContentWrong, $"The shadow copy does not hold {missing.PhysicalName}, a file of the database.", "The database's files changed while the backup began; the next run takes it again.");
        if (files.Count > ShadowItems.Most)
            throw new WorkloadException(WorkloadFault.NotPossible, $"The database has {files.Count} files, and a recovery point of a shadow copy holds at most {ShadowItems.Most}.", "Set transport=vdi: FILESTREAM then comes within the backup.");
    }

    private void Copy(PlannedFile file, bool hasPages, CancellationToken cancellation)
    {
        var path = items.ItemOf(file.Path);
        using var source = service.Files.OpenRead(file.Source);
        using var content = sink.BeginFile(SqlItems.File(path, now), new FixedCutter(pagesPerChunk * PageChecksum.PageLength));
        var pages = ShadowFile.Read(source, hasPages, bytes =>
        {
            content.Append(bytes);
            task.Progress.Read(bytes.Length);
        }, cancellation);
        if (content.Length != file.Length || (hasPages && file.Length % PageChecksum.PageLength != 0))
            throw new WorkloadException(WorkloadFault.ContentWrong, $"{file.Path} has {content.Length} bytes in the shadow copy, and {file.Length} whole pages were expected.", "The next run takes it again.");
        if (pages.Damaged > 0)
            throw new WorkloadException(WorkloadFault.ContentWrong, $"The backup is not what was asked for: {pages.Damaged} pages of {file.Path} are damaged, the first is {pages.FirstDamaged[0].Id}.",
                "The backup does not count. Look at SQL Server's error log, and at DBCC CHECKDB.");
        content.Complete();
    }

    private void AddText(string path, byte[] content) => sink.AddFile(SqlItems.File(path, now, content.Length), content);
}
