using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Reads a backup components document in one pass.</summary>
internal sealed class BackupComponentsReader(DocumentScan scan)
{
    public const string Root = "BACKUP_COMPONENTS";

    private readonly List<WriterChoice> _writers = [];
    private readonly List<ComponentNote> _notes = [];
    private BackupComponents _document = new();

    /// <param name="scan">At the root.</param>
    /// <exception cref="MalformedFileException">It does not follow the format.</exception>
    public BackupComponents Read()
    {
        scan.Attributes(() =>
        {
            switch (scan.Name)
            {
                case "bootableSystemStateBackup":
                    _document = _document with { IsBootableSystemState = scan.YesOrNo() };
                    return true;
                case "selectComponents":
                    _document = _document with { HasComponents = scan.YesOrNo() };
                    return true;
                case "partialFileSupport":
                    _document = _document with { HasPartialFiles = scan.YesOrNo() };
                    return true;
                case "backupType":
                    _document = _document with { Type = scan.Word(DocumentWords.BackupTypes) };
                    return true;
                case "snapshotSetId":
                    _document = _document with { SnapshotSet = scan.Id() };
                    return true;
                default:
                    return scan.Name == "version";
            }
        });
        scan.Children(() =>
        {
            if (scan.Name == "WRITER_COMPONENTS") _writers.Add(Writer());
            else scan.UnknownElement();
        });
        return _document with { Writers = _writers, Unknown = scan.Unknown };
    }

    private WriterChoice Writer()
    {
        scan.Count();
        var writer = new WriterChoice(Guid.Empty, Guid.Empty, null, BackupSchema.None, []);
        scan.Attributes(() =>
        {
            switch (scan.Name)
            {
                case "writerId":
                    writer = writer with { Writer = scan.Id() };
                    return true;
                case "instanceId":
                    writer = writer with { Instance = scan.Id() };
                    return true;
                case "instanceName":
                    writer = writer with { InstanceName = scan.Value };
                    return true;
                case "backupSchema":
                    writer = writer with { Schema = (BackupSchema)scan.Number() };
                    return true;
                default:
                    return false;
            }
        });
        if (writer.Writer == Guid.Empty) throw scan.Wrong("the writer's id", "none");
        var components = new List<ChosenComponent>();
        scan.Children(() =>
        {
            if (scan.Name == "COMPONENT") components.Add(Component());
            else scan.UnknownElement();
        });
        return writer with { Components = components };
    }

    private ChosenComponent Component()
    {
        scan.Count();
        string? name = null, stamp = null, metadata = null;
        var (logicalPath, kind) = ("", ComponentKind.Undefined);
        _notes.Clear();
        scan.Attributes(() =>
        {
            switch (scan.Name)
            {
                case "componentName":
                    name = scan.Value;
                    break;
                case "logicalPath":
                    logicalPath = scan.Value;
                    break;
                case "componentType":
                    kind = scan.Word(DocumentWords.Kinds);
                    break;
                case "backupStamp":
                    stamp = scan.Value;
                    break;
                default:
                    Note("COMPONENT");
                    break;
            }
            return true;
        });
        var path = new ComponentPath(logicalPath, scan.Require(name, "the component's name"));
        scan.Children(() => metadata = Inner() ?? metadata);
        return new ChosenComponent(path, kind) { BackupStamp = stamp, Metadata = metadata, Notes = [.. _notes] };
    }

    /// <summary>What a component holds: the writer's metadata, or something that is kept as it stands.</summary>
    private string? Inner()
    {
        var element = scan.Name;
        string? metadata = null;
        scan.Attributes(() =>
        {
            if (element == "BACKUP_METADATA" && scan.Name == "metadata") metadata = scan.Value;
            else Note(element);
            return true;
        });
        return metadata;
    }

    private void Note(string element)
    {
        scan.Count();
        _notes.Add(new ComponentNote(element, scan.Name, scan.Value));
    }
}
