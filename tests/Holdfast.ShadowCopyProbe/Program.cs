using System.Runtime.InteropServices;
using Holdfast.ShadowCopyProbe;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;
using Holdfast.Workloads.Windows.Platform;

// Prints, one line each: the layout of structures, the disks, a whole backup, one for every call and every step that fails, a restore.
if (!OperatingSystem.IsWindows()) return 2;
const int Failing = unchecked((int)0x800423f3);
var writer = new Guid("a65faa63-5ea8-4ebc-9dbd-a0c4db26912a");
var path = new ComponentPath(@"SERVER\INST", "Sales");
var document = $"<WRITER_METADATA><IDENTIFICATION writerId=\"{writer}\" instanceId=\"dd8d6255-b3bb-4ec1-8249-73cd75c0ee21\" friendlyName=\"SqlServerWriter\" usage=\"USER_DATA\" dataSource=\"TRANSACTION_DB\"/><BACKUP_LOCATIONS>"
    + "<FILE_GROUP logicalPath=\"SERVER\\INST\" componentName=\"Sales\" selectable=\"yes\"><FILE_LIST path=\"C:\\holdfast\\data\" filespec=\"*\" recursive=\"yes\"/></FILE_GROUP></BACKUP_LOCATIONS></WRITER_METADATA>";
const string Device = @"C:\holdfast-copy";
Directory.CreateDirectory(Device + @"\holdfast\data\deep");
File.WriteAllText(Device + @"\holdfast\data\a.mdf", "as it was");
File.WriteAllText(Device + @"\holdfast\data\deep\b.ldf", "deep");
var service = new WindowsPlatform().ShadowCopies!;
Fake.Reset(-1, -1, 0, document, Device);
Console.WriteLine($"ready {service.IsReady(out var why)} {why}");
Console.WriteLine($"layout {string.Join(' ', Layout())}");
Console.WriteLine($"header {string.Join(' ', Fake.Layout)}");
Console.WriteLine($"disks {string.Join(' ', Disks())}");

var calls = Backup("whole", -1, -1).Split(',').Length;
for (var at = 0; at < calls; at++) Backup($"call {at}", at, -1);
for (var at = 0; at < calls; at++) Backup($"step {at}", -1, at);
Restore();
return 0;

string Backup(string label, int failAt, int stepFailsAt)
{
    Fake.Reset(failAt, stepFailsAt, Failing, document, Device);
    var said = "ok";
    try
    {
        var request = new BackupRequest(ShadowBackupType.Full, _ => [new WriterWish(writer, [path])]) { Stamps = new Dictionary<(Guid, ComponentPath), string> { [(writer, path)] = "before" } };
        using var session = ShadowCopySession.Take(service, request, TimeProvider.System, note => said = $"note {note}", CancellationToken.None);
        foreach (var file in session.Files())
        {
            using var content = new StreamReader(service.Files.OpenRead(file.Source));
            if (file.Length != content.ReadToEnd().Length) throw new InvalidDataException(file.Path);
        }
        session.Complete(CancellationToken.None);
    }
    catch (ShadowCopyFailure failure)
    {
        said = failure.Message;
    }
    return Tell(label, said);
}

void Restore()
{
    Fake.Reset(-1, -1, 0, document, Device);
    const string Target = @"C:\holdfast\restored\new\a.mdf";
    var component = new ComponentId(writer, Guid.Empty, ComponentKind.FileGroup, path);
    var restored = new RestoredComponent(component, [new ComponentPath(path.Full, "part")], [new NewTarget(new FileSet(@"D:\data", "Sales.mdf", true), @"E:\data")], "\"New Component Name\"=\"Copy\"", true);
    RestoreSession.Run(service, new RestoreRequest("<BACKUP_COMPONENTS/>", [restored]) { Copy = Copy, Note = Console.WriteLine }, TimeProvider.System, CancellationToken.None);
    Tell("restore", $"ok {File.ReadAllText(Target)} {service.Files.Length(Target)} {service.Files.Length(Target + "x")?.ToString() ?? "none"}");

    void Copy()
    {
        using var target = service.Files.Create(Target);
        target.Write("restored"u8);
    }
}

// What Windows says of each disk and the volumes on it, and whether a sector of it can be read.
static IEnumerable<string> Disks()
{
    var host = new WindowsPlatform().HostDisks!;
    foreach (var disk in host.List())
    {
        yield return $"{disk.Number}:{disk.Length}/{disk.SectorLength}:{string.Join(',', disk.Volumes.Select(volume => $"{volume.Name}@{volume.Offset}+{volume.Length}"))}:{Sector(disk)}";
    }

    string Sector(Holdfast.Workloads.SystemState.Hosts.HostDisk disk)
    {
        try
        {
            using var open = host.Open(disk);
            open.Read(1, new byte[600]);
            return "read";
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return "refused";
        }
    }
}

static string Tell(string label, string said)
{
    var calls = Fake.Calls;
    Console.WriteLine($"{label}|{said}|{calls}|{Fake.Left}");
    return calls;
}

// The structures are no business of anybody else's: they are asked for by name.
static IEnumerable<int> Layout()
{
    const string Space = "Holdfast.Workloads.Windows.ShadowCopies.";
    var assembly = typeof(WindowsPlatform).Assembly;
    var (snapshot, slots) = (assembly.GetType(Space + "SnapshotProp", true)!, assembly.GetType(Space + "Slots", true)!);
    yield return Marshal.SizeOf(snapshot);
    foreach (var field in new[] { "Device", "Volume", "Provider", "Attributes", "Created", "Status" }) yield return (int)Marshal.OffsetOf(snapshot, field);
    yield return (int)slots.GetField("Count")!.GetRawConstantValue()!;
    yield return (int)slots.GetField("MetadataSaveAsXml")!.GetRawConstantValue()!;
    yield return Marshal.SizeOf(assembly.GetType(Space + "TokenPrivilege", true)!);
}
