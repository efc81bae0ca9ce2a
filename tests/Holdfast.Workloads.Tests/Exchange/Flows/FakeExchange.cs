using Holdfast.Testing.Exchange;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.Tests.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.Exchange.Flows;

/// <summary>A stand-in for a mailbox server with one database: writes logs, names its files in a writer's document made for the tests (no real one is public), and removes logs when it hears that a backup
/// succeeded. It is no Exchange.</summary>
internal sealed class FakeExchange
{
    public const string Id = "0c5e7a52-0f6e-4a0f-9f0e-2b1a6f1d7c11";
    public const string Edb = @"D:\Mail\DB1\DB1.edb", Logs = @"L:\Mail\DB1";

    private static readonly Guid WriterInstance = new("5b1d54c9-0a70-4ef4-8d4e-2f0cf33a2b01");
    private readonly FakeShadowCopies _copies;

    public FakeExchange(FakeShadowCopies copies)
    {
        _copies = copies;
        copies.Writers.Add(Document());
        copies.Step = step =>
        {
            if (step == "BackupComplete" && Fails?.Invoke(step) is null && copies.Types[^1] != ShadowBackupType.Copy) Truncate();
            return Fails?.Invoke(step);
        };
        copies.Restoring = (call, requester) => Restored.Add($"{call} {string.Join(", ", requester.Selected.Order(StringComparer.Ordinal))}{(requester.Additional.Values.All(more => more) ? ", more follows" : "")}");
        Write(5, 4);
    }

    public Func<string, int?>? Fails { get; set; }

    public List<string> Restored { get; } = [];

    /// <summary>Generation that is being written.</summary>
    public int Open { get; private set; }

    public bool IsCircular { get; set; }

    public uint LogSignature { get; set; } = 0x2222;

    public IEnumerable<string> LogNames => _copies.Memory.Content.Keys.Where(path => path.StartsWith(Logs, StringComparison.OrdinalIgnoreCase)).Select(path => path[(Logs.Length + 1)..]).Order(StringComparer.Ordinal);

    /// <summary>So many logs are filled, and the database changes.</summary>
    /// <param name="behind">Logs that the database's file does not have yet.</param>
    public void Write(int logs, int behind = 2)
    {
        var first = Math.Max(1, Open);
        Open = first + logs;
        for (var generation = first; generation < Open; generation++) Put($"E00{generation:X8}.log", new GeneratedLog(generation) { IsCircular = IsCircular, Signature = LogSignature }.File());
        Put("E00.log", new GeneratedLog(Open) { IsOpen = true, IsCircular = IsCircular, Signature = LogSignature }.File());
        Put("E00tmp.log", new byte[4096]);
        Put("E00.chk", new GeneratedLog(Open - behind) { Signature = LogSignature }.Checkpoint());
        _copies.Memory.Content[Edb] = new GeneratedDatabase(32768, 12, Seed: Open)
        {
            State = GeneratedDatabase.Dirty, FirstRequired = Open - behind, LastRequired = Open, LastCommitted = Open, LogSignature = LogSignature,
        }.File();
    }

    public string Document(string writer = "Microsoft Exchange Writer", string above = @"Microsoft Exchange Server\Microsoft Information Store\MBX1")
    {
        var parts = FileList(@"D:\Mail\DB1", "DB1.edb", 0x101) + "</FILE_GROUP>" + Group($@"{above}\{Id}", "Logs", "") + FileList(Logs, "E00*.log", 0xf0f) + FileList(Logs, "E00.chk", 0xf0f) + "</FILE_GROUP>";
        return FakeShadowCopies.Writer(WriterId, WriterInstance, writer, "USER_DATA", Group(above, Id, "caption=\"Sales &amp; Service\" ") + "</FILE_GROUP>" + Group($@"{above}\{Id}", "File", "") + parts);
    }

    public static Guid WriterId { get; } = new("76fe1ac4-15f7-4bcd-987e-8e1acb462fb7");

    private static string Group(string path, string name, string more) => $"<FILE_GROUP logicalPath=\"{path}\" componentName=\"{name}\" {more}selectable=\"{(name == Id ? "yes" : "no")}\" selectableForRestore=\"yes\">";

    private static string FileList(string path, string pattern, int needs) => $"<FILE_LIST path=\"{path}\" filespec=\"{pattern}\" recursive=\"no\" filespecBackupType=\"{needs}\"/>";

    private void Put(string name, byte[] content) => _copies.Memory.Content[$@"{Logs}\{name}"] = content;

    /// <summary>As Exchange does it: what the checkpoint needs stays.</summary>
    private void Truncate()
    {
        for (var generation = 1; generation < Open - 4; generation++) _copies.Memory.Content.Remove($@"{Logs}\E00{generation:X8}.log");
    }
}
