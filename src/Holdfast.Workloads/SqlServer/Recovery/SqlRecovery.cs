using System.Text;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Backup;
using Holdfast.Workloads.SqlServer.Discovery;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Planning;
using Holdfast.Workloads.SqlServer.Statements;
using Holdfast.Workloads.SqlServer.Transports;
using Holdfast.Workloads.SqlServer.Transports.Vss;

namespace Holdfast.Workloads.SqlServer.Recovery;

/// <summary>Brings a database back: at an instance, or as files in a folder.</summary>
internal sealed class SqlRecovery(ISqlSessions sessions, Transports.Transports transports)
{
    public RecoveryOutcome Run(RecoveryTask task, IPointContent content, CancellationToken cancellation)
    {
        var sets = new PointSets(task.Points, task.Ask.Point);
        var chain = SqlRecoveryPlanner.Chain(task.Ask, sets);
        return task.Ask.Destination == RecoveryDestination.Folder ? ToFolder(task, chain, sets, content, cancellation) : ToInstance(task, chain, sets, content, cancellation);
    }

    private static RecoveryOutcome ToFolder(RecoveryTask task, ChainPlan chain, PointSets sets, IPointContent content, CancellationToken cancellation)
    {
        var folder = task.Ask.Folder ?? throw new WorkloadException(WorkloadFault.OptionWrong, "A recovery to a folder needs a folder.", "Name one.");
        var name = SqlRecoveryPlanner.Name(task.Ask, sets);
        task.Progress.Phase("writing files");
        foreach (var part in task.Plan.Parts) content.Write(part.Point, part.Paths, folder, task.Ask.Overwrite, cancellation);
        WriteText(folder, "README.txt", RestoreScript.Readme(chain, name, task.Ask.LeaveRestoring), task.Ask.Overwrite);
        WriteText(folder, "restore.sql", RestoreScript.Sql(chain, name, folder, task.Ask.LeaveRestoring), task.Ask.Overwrite);
        return new RecoveryOutcome(chain.Reaches.ToUniversalTime(), ["restore.sql in the folder has the statements that restore the files."]);
    }

    private static void WriteText(string folder, string name, string text, bool overwrite)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, name), overwrite ? FileMode.Create : FileMode.CreateNew, FileAccess.Write);
            file.Write(Encoding.UTF8.GetBytes(text));
        }
        catch (IOException taken) when (!overwrite && File.Exists(Path.Combine(folder, name)))
        {
            throw new WorkloadException(WorkloadFault.DestinationTaken, $"{name} is in the folder already.", "Choose an empty folder, or allow overwriting.", taken);
        }
    }

    private RecoveryOutcome ToInstance(RecoveryTask task, ChainPlan chain, PointSets sets, IPointContent content, CancellationToken cancellation)
    {
        var (address, options) = (SqlAddress.Parse(task.Context.Path), SqlOptions.Read(task.Context.Options));
        var name = SqlRecoveryPlanner.Name(task.Ask, sets);
        using var session = sessions.Open(address.Container, options, task.Context.Credential, cancellation);
        var server = ServerFacts.Ask(session, cancellation);
        var database = new RestoredDatabase(name, DatabaseFacts.Find(session, server, name, cancellation));
        Admit(task.Ask, chain, server, database);
        var attach = chain.Full.IsShadowCopy && ShadowAdmission.IsElsewhere(chain, server);
        if (chain.Full.IsShadowCopy) ShadowAdmission.Check(task.Ask, chain, database, attach, transports.ShadowCopies);
        var moves = Moves(task.Ask, chain, session, server, name, cancellation);
        var tail = task.Ask.Destination == RecoveryDestination.Original && IsSame(database, chain) ? database.Tail : TailChoice.None;
        var steps = attach ? ShadowAdmission.Attach(chain, moves, options.CheckAfterRecovery) : RestoreSteps.Of(chain, moves, tail, task.Ask.Latest, database.Exists, database.IsOpen, task.Ask.LeaveRestoring,
            task.Ask.LeaveRestoring ? options.StandbyFile : null, options.CheckAfterRecovery);
        task.Progress.Expect(chain.Sets.Sum(set => set.Size));
        var run = new RestoreRun(database, Sources(task, sets, content), new KeptLogs(task.Context.Keep), options, task.Progress);
        using (var transport = transports.Open(task.Context, options, address, server, session, note => task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, note)), cancellation))
            run.Run(session, transport, steps, cancellation);
        var now = DatabaseFacts.Get(session, server, name, cancellation);
        var expected = task.Ask.LeaveRestoring && options.StandbyFile is null ? "RESTORING" : "ONLINE";
        if (now.State != expected) throw new WorkloadException(WorkloadFault.ApplicationFailed, $"All steps went well, and {name} is {now.State}; {expected} was expected.", "Read SQL Server's error log.");
        var reached = tail != TailChoice.None && task.Ask.Latest ? task.Context.Clock.GetUtcNow() : chain.Reaches.ToUniversalTime();
        return new RecoveryOutcome(reached, [.. run.Notes, .. chain.Warnings, task.Ask.LeaveRestoring ? $"{name} is {(options.StandbyFile is null ? "left restoring" : "open to readers")}; more logs can be applied." : $"{name} is open. The next backup is a full one."]);
    }

    private static void Admit(RecoveryAsk ask, ChainPlan chain, ServerFacts server, RestoredDatabase database)
    {
        if (string.Equals(database.Name, "master", StringComparison.OrdinalIgnoreCase) || string.Equals(database.Name, "tempdb", StringComparison.OrdinalIgnoreCase))
            throw new WorkloadException(WorkloadFault.NotPossible, $"{database.Name} cannot be restored while the instance runs as usual.", "Recover to a folder, start the instance in single-user mode (-m), and run restore.sql.");
        if (database.Present is { IsSystem: true } && ask.Destination != RecoveryDestination.Original)
            throw new WorkloadException(WorkloadFault.NotPossible, $"{database.Name} is a system database of its instance.", "Recover it where it was, or under another name.");
        if (database.Exists && !ask.Overwrite)
            throw new WorkloadException(WorkloadFault.DestinationTaken, $"Database {database.Name} is there already.", "Choose another name, or allow overwriting.");
        if (database.Present is { } present && present.GroupDatabase != Guid.Empty)
            throw new WorkloadException(WorkloadFault.NotPossible, $"Database {database.Name} belongs to an availability group and cannot be replaced.", "Recover under another name, or remove it from the group first.");
        if (chain.Sets.Max(set => set.Version) is var needed && needed > server.Major)
            throw new WorkloadException(WorkloadFault.NotPossible, $"The backup comes from major version {needed} of SQL Server, and the instance has {server.Version}.", "Recover to an instance of that version or later.");
    }

    private static bool IsSame(RestoredDatabase database, ChainPlan chain) =>
        database.Present is { } present && (present.Family == Guid.Empty || chain.Full.Family == Guid.Empty || present.Family == chain.Full.Family);

    private static IReadOnlyList<FileMove> Moves(RecoveryAsk ask, ChainPlan chain, ISqlSession session, ServerFacts server, string name, CancellationToken cancellation)
    {
        if (ask.Destination == RecoveryDestination.Original && ask.Folder is null) return [];
        var files = (chain.Differential ?? chain.Full).Files;
        var taken = session.Query(FactStatements.TakenFiles(name), cancellation).Select(row => row.Text("physical_name") ?? "");
        if (chain.Full.IsShadowCopy) return ShadowMoves.Plan(files, ask.Folder, taken);
        return FileRelocation.Plan(files, chain.Full.Database, name, ask.Folder ?? server.DataFolder, ask.Folder ?? server.LogFolder, taken);
    }

    private RestoreSources Sources(RecoveryTask task, PointSets sets, IPointContent content) => new(
        set => sets[set], set => Stripes(sets[set], content, task.Progress), () => new ShadowRestore(
            transports.ShadowCopies, content, task.Context.Clock, task.Progress, note => task.Notes.Add(new ItemNote(NoteKind.MetadataIncomplete, [], 0, note))));

    private static IReadOnlyList<ReadStripe> Stripes(HeldSet held, IPointContent content, IWorkloadProgress progress) =>
        [.. held.Set.Items.Select(item =>
        {
            using var whole = content.OpenRead(held.Point, item);
            progress.Read(whole.Length);
            return new ReadStripe(item, whole.Length, () => content.OpenRead(held.Point, item));
        })];
}
