using System.Security;
using System.Text;
using Holdfast.Workloads.ShadowCopies;
using Holdfast.Workloads.ShadowCopies.Documents;
using Holdfast.Workloads.ShadowCopies.Planning;
using Holdfast.Workloads.ShadowCopies.Requester;

namespace Holdfast.Workloads.Tests.ShadowCopies.Requester;

/// <summary>A stand-in for the Volume Shadow Copy Service and its writers: demands the documented order of calls, and fails where it is told to. It is no VSS.</summary>
internal sealed class FakeShadowCopies : IShadowCopyService
{
    public MemoryFiles Memory { get; } = new();

    public ManualTime Time { get; } = new();

    /// <summary>Documents of the writers that run.</summary>
    public List<string> Writers { get; } = [];

    /// <summary>Every call of every requester.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Told each call's name with its number within the requester; what it throws is what the call says.</summary>
    public Action<string, int>? Before { get; set; }

    /// <summary>HRESULT with which the step of a call ends; null: it ends well.</summary>
    public Func<string, int?> Step { get; set; } = _ => null;

    /// <summary>Steps of this call never end by themselves.</summary>
    public string? Endless { get; set; }

    public Func<string, WriterStatus, WriterStatus> Status { get; set; } = (_, status) => status;

    /// <summary>What the writer notes of a component after the shadow copy.</summary>
    public Func<ComponentId, string?> Metadata { get; set; } = _ => null;

    /// <summary>Hears PreRestore and PostRestore with what was selected.</summary>
    public Action<string, FakeBackupComponents>? Restoring { get; set; }

    public List<Guid> Snapshots { get; } = [];

    public int OpenRequesters { get; set; }

    /// <summary>Shadow copies that a requester had not deleted when it went.</summary>
    public int LeftBehind { get; set; }

    public string? NotReady { get; set; }

    /// <summary>What each backup was announced as.</summary>
    public List<ShadowBackupType> Types { get; } = [];

    public IWindowsFiles Files => Memory;

    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string> { ["SystemRoot"] = @"C:\Windows", ["windir"] = @"C:\Windows", ["ProgramData"] = @"C:\ProgramData" };

    public bool IsReady(out string? why) => (why = NotReady) is null;

    public IBackupComponents Create()
    {
        OpenRequesters++;
        return new FakeBackupComponents(this);
    }

    public static string Writer(Guid id, Guid instance, string name, string usage, string body, int schema = 0) => new StringBuilder()
        .Append($"<WRITER_METADATA xmlns=\"x-schema:#VssWriterMetadataInfo\" version=\"1.2\" backupSchema=\"{schema}\"><IDENTIFICATION writerId=\"{id}\" instanceId=\"{instance}\" friendlyName=\"{SecurityElement.Escape(name)}\" usage=\"{usage}\" dataSource=\"OTHER\" majorVersion=\"0\" minorVersion=\"0\"/>")
        .Append("<RESTORE_METHOD method=\"RESTORE_IF_CAN_BE_REPLACED\" writerRestore=\"always\" rebootRequired=\"no\"/>")
        .Append($"<BACKUP_LOCATIONS>{body}</BACKUP_LOCATIONS></WRITER_METADATA>").ToString();

    public static string Group(string logicalPath, string name, bool selectable, params string[] files) =>
        $"<FILE_GROUP {(logicalPath.Length > 0 ? $"logicalPath=\"{logicalPath}\" " : "")}componentName=\"{name}\" selectable=\"{(selectable ? "yes" : "no")}\" selectableForRestore=\"no\">{string.Concat(files)}</FILE_GROUP>";

    public static string FileList(string path, string pattern, bool recursive = false) => $"<FILE_LIST path=\"{path}\" filespec=\"{pattern}\" recursive=\"{(recursive ? "yes" : "no")}\" filespecBackupType=\"3855\"/>";
}
