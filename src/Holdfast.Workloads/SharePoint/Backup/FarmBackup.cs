using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SharePoint.Farm;
using Holdfast.Workloads.SharePoint.Points;

namespace Holdfast.Workloads.SharePoint.Backup;

/// <summary>Takes a farm: each of its databases by the SQL Server workload, as that would by itself, all of them into one point. A farm of which a database is missing is no farm: then there is no point.</summary>
internal sealed class FarmBackup(IWorkload databases, FarmInventory farm, BackupTask task, IItemSink sink, SharePointOptions options, string host)
{
    private readonly FarmState? previous = Previous(task);

    public IPendingBackup Run(CancellationToken cancellation)
    {
        var (pending, parts, reasons) = (new List<IPendingBackup>(), new List<FarmPart>(), new List<string>());
        try
        {
            var folders = new FolderNames(previous);
            foreach (var database in farm.Databases)
            {
                task.Progress.Phase($"{database.Name} on {database.Server}");
                var folder = folders.Of(database);
                pending.Add(Take(database, folder, cancellation));
                parts.Add(FarmDocument.Of(database, folder, pending[^1].Document));
                if (pending[^1].Document.Why is { } why) reasons.Add($"{database.Name}: {why}");
            }
            return new FarmPending(Document(parts, reasons), pending);
        }
        catch
        {
            pending.ForEach(database => database.Dispose());
            throw;
        }
    }

    private IPendingBackup Take(FarmDatabase database, string folder, CancellationToken cancellation)
    {
        var before = previous?.Parts.FirstOrDefault(part => string.Equals(part.Database.Address, database.Address, StringComparison.OrdinalIgnoreCase));
        var own = task with { Context = DatabaseContext.Of(task.Context, options, database.Address, folder), Previous = before is null ? null : FarmDocument.Of(before, databases.Kind), Log = null };
        try
        {
            return databases.Backup(own, new PartItems(sink, folder, before is not null), cancellation);
        }
        catch (WorkloadException fault)
        {
            throw new WorkloadException(fault.Fault, $"{database.Name} on {database.Server}, a database of the farm: {fault.Message}", fault.Remedy, fault);
        }
    }

    private BackupDocument Document(List<FarmPart> parts, List<string> reasons) => new(
        SharePointWorkload.KindWord, parts.Min(part => part.Type), reasons.Count == 0 ? null : string.Join(' ', reasons), parts.Max(part => part.Guarantee) == parts.Min(part => part.Guarantee) ? parts[0].Guarantee : ConsistencyGuarantee.Crash,
        parts.Min(part => part.Consistent), "", "", FarmDocument.Write(new FarmState(FarmState.CurrentFormat, host, parts, farm.Others)));

    /// <summary>Where the point before cannot be read, every database begins anew.</summary>
    private static FarmState? Previous(BackupTask task)
    {
        if (task.Previous is not { } document) return null;
        try
        {
            return FarmDocument.Read(document);
        }
        catch (WorkloadException damage)
        {
            task.Notes.Add(new ItemNote(NoteKind.ContentDiffers, [], 0, $"{damage.Message} All databases of the farm are read whole."));
            return null;
        }
    }
}
