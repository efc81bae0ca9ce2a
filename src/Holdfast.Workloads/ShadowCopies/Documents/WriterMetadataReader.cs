using Holdfast.Workloads.Inspection;

namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Reads a writer metadata document in one pass.</summary>
internal sealed class WriterMetadataReader(DocumentScan scan)
{
    public const string Root = "WRITER_METADATA";

    private readonly FileSetReader _files = new(scan);
    private readonly List<WriterComponent> _components = [];
    private readonly List<FileSet> _excluded = [], _notInSnapshot = [], _included = [], _alternates = [];
    private WriterMetadata _writer = new() { Writer = Guid.Empty, Instance = Guid.Empty };
    private WriterRestore? _restore;

    /// <param name="scan">At the root.</param>
    /// <exception cref="MalformedFileException">It does not follow the format.</exception>
    public WriterMetadata Read()
    {
        var schema = BackupSchema.None;
        scan.Attributes(() =>
        {
            if (scan.Name == "backupSchema") schema = (BackupSchema)scan.Number();
            else return scan.Name == "version";
            return true;
        });
        scan.Children(Part);
        if (_writer.Writer == Guid.Empty || _writer.Instance == Guid.Empty) throw scan.Wrong("the writer's identification", "none");
        return _writer with
        {
            Schema = schema, Restore = _restore is null ? null : _restore with { Alternates = _alternates }, Components = _components,
            Excluded = _excluded, NotInSnapshot = _notInSnapshot, Included = _included, Unknown = scan.Unknown,
        };
    }

    private void Part()
    {
        switch (scan.Name)
        {
            case "IDENTIFICATION":
                scan.Attributes(Identification);
                break;
            case "RESTORE_METHOD":
                Restore();
                break;
            case "BACKUP_LOCATIONS":
                scan.Children(Location);
                break;
            default:
                scan.UnknownElement();
                break;
        }
    }

    private bool Identification()
    {
        switch (scan.Name)
        {
            case "writerId":
                _writer = _writer with { Writer = scan.Id() };
                break;
            case "instanceId":
                _writer = _writer with { Instance = scan.Id() };
                break;
            case "instanceName":
                _writer = _writer with { InstanceName = scan.Value };
                break;
            case "friendlyName":
                _writer = _writer with { Name = scan.Value };
                break;
            case "usage":
                _writer = _writer with { Usage = scan.Word(DocumentWords.Usages) };
                break;
            case "dataSource":
                _writer = _writer with { Source = scan.Word(DocumentWords.Sources) };
                break;
            case "majorVersion":
                _writer = _writer with { MajorVersion = scan.Number() };
                break;
            case "minorVersion":
                _writer = _writer with { MinorVersion = scan.Number() };
                break;
            default:
                return false;
        }
        return true;
    }

    private void Restore()
    {
        var restore = new WriterRestore(RestoreMethod.Undefined, WriterParticipation.Undefined, false);
        scan.Attributes(() =>
        {
            if (Restore(restore) is not { } more) return false;
            restore = more;
            return true;
        });
        _restore = restore;
        // What names files here says where they go if they cannot be replaced.
        scan.Children(() => _alternates.Add(_files.Read()));
    }

    private WriterRestore? Restore(WriterRestore restore) => scan.Name switch
    {
        "method" => restore with { Method = scan.Word(DocumentWords.Methods) },
        "writerRestore" => restore with { Participation = scan.Word(DocumentWords.Participations) },
        "rebootRequired" => restore with { NeedsReboot = scan.YesOrNo() },
        "service" => restore with { Service = scan.Value },
        "userProcedure" => restore with { Procedure = scan.Value },
        _ => null,
    };

    private void Location()
    {
        switch (scan.Name)
        {
            case "FILE_GROUP":
                _components.Add(new ComponentReader(scan, _files).Read(ComponentKind.FileGroup));
                break;
            case "DATABASE":
                _components.Add(new ComponentReader(scan, _files).Read(ComponentKind.Database));
                break;
            case "EXCLUDE_FILES":
                _excluded.Add(_files.Read());
                break;
            case "EXCLUDE_FILES_FROM_SNAPSHOT":
                _notInSnapshot.Add(_files.Read());
                break;
            case "INCLUDE_FILES":
                _included.Add(_files.Read());
                break;
            default:
                scan.UnknownElement();
                break;
        }
    }
}
