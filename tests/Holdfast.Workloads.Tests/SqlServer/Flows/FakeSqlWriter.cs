using Holdfast.Testing.SqlServer.Instances;
using System.Buffers.Binary;
using Holdfast.Testing.SqlServer;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.SqlServer.Transports.Vss;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.SqlServer.Flows;

/// <summary>A stand-in for SqlServerWriter beside the stand-in instance: names its databases, notes what a shadow copy holds, takes files back. It is no SQL Server.</summary>
internal sealed class FakeSqlWriter
{
    private static readonly Guid WriterInstance = new("dd8d6255-b3bb-4ec1-8249-73cd75c0ee21");
    private readonly FakeInstance _instance;
    private readonly FakeShadowCopies _copies;
    private (SimulatedDatabase Database, Guid Id, uint First)? _taken;

    public FakeSqlWriter(FakeInstance instance, FakeShadowCopies copies)
    {
        (_instance, _copies) = (instance, copies);
        copies.Metadata = Note;
        copies.Before = (call, number) => Before(call, number);
        copies.Step = step =>
        {
            if (step == "BackupComplete" && _taken is { } taken) Committed(taken);
            return Fails?.Invoke(step);
        };
        copies.Restoring = Restore;
        Lay("Sales");
        copies.Writers.Add(Document());
    }

    /// <summary>Changes the set that is noted, so that it is not what was asked for.</summary>
    public Func<GeneratedSet, GeneratedSet> Noted { get; set; } = set => set;

    /// <summary>HRESULT with which a step ends.</summary>
    public Func<string, int?>? Fails { get; set; }

    /// <summary>Call that the service refuses, once.</summary>
    public string? Refuses { get; set; }

    /// <summary>Base of differentials that the writer committed.</summary>
    public List<Guid> Bases { get; } = [];

    /// <summary>What a restore told the writer.</summary>
    public FakeBackupComponents? Told { get; private set; }

    public int Schema { get; set; } = 0x371;

    /// <summary>Puts the pages that the database has now on the disk.</summary>
    public void Lay(string database)
    {
        _copies.Memory.Content[$@"D:\data\{database}.mdf"] = _instance[database].Pages;
        _copies.Memory.Content[$@"D:\data\{database}_log.ldf"] = [.. Enumerable.Range(0, 5000).Select(i => (byte)(i % 7))];
    }

    public string Document(string server = "GENERATOR", string more = "") => FakeShadowCopies.Writer(SqlWriterRestore.Writer, WriterInstance, "SqlServerWriter", "USER_DATA",
        FakeShadowCopies.Group(server, "Sales", true, FakeShadowCopies.FileList(@"D:\data", "Sales.mdf"), FakeShadowCopies.FileList(@"D:\data", "Sales_log.ldf"), more) + FakeShadowCopies.Group(server, "Other", true, FakeShadowCopies.FileList(@"E:\other", "*")), Schema);

    private void Before(string call, int number)
    {
        if (call == Refuses)
        {
            Refuses = null;
            throw new ShadowCopyFailure(call, unchecked((int)0x800423f4), "SqlServerWriter");
        }
        if (call != "DoSnapshotSet") return;
        var database = _instance["Sales"];
        var first = database.Block;
        database.Block += 5;
        _instance.Now = _instance.Now.AddMinutes(15);
        _taken = (database, Guid.NewGuid(), first);
        Lay("Sales");
    }

    private string? Note(ComponentId component)
    {
        if (_taken is not { } taken) return null;
        var set = Noted(new GeneratedSet('D', taken.First, taken.Database.Block, null, [0, 0]) { Database = component.Path.Name, Server = _instance.Name, Guid = taken.Id, FamilyGuid = taken.Database.Family, Started = _instance.Now.AddHours(1) });
        var file = MediaWriter.File(set);
        // The writer notes the front of a backup file, up to the blocks that hold log.
        var media = file[..file.AsSpan().IndexOf("MSTL"u8)];
        var note = new byte[media.Length + 8];
        BinaryPrimitives.WriteInt32LittleEndian(note, media.Length + 4);
        media.CopyTo(note, 4);
        return Convert.ToBase64String(note);
    }

    private void Committed((SimulatedDatabase Database, Guid Id, uint First) taken)
    {
        Bases.Add(taken.Id);
        (taken.Database.Base, taken.Database.BaseBlock) = (taken.Id, taken.First);
        taken.Database.LogFrom ??= taken.Database.Block;
        _taken = null;
    }

    private void Restore(string call, FakeBackupComponents requester)
    {
        Told = requester;
        var component = Assert.Single(requester.Selected);
        var name = requester.Options.TryGetValue(component, out var options) ? options.Split('"')[3] : component.Split('\\')[1];
        var database = _instance.Databases.Find(present => present.Name == name);
        if (database is null) _instance.Databases.Add(database = new SimulatedDatabase(name));
        database.State = call == "PreRestore" || requester.Additional[component] ? "RESTORING" : "ONLINE";
        if (call != "PostRestore") return;
        var folder = requester.Targets is [var target, ..] ? target.Target : @"D:\data";
        database.Pages = _copies.Memory.Content[$@"{folder}\Sales.mdf"];
        database.Restored.Add($"snapshot from {folder}, {database.Pages.Length} bytes");
    }
}
