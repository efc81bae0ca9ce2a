namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>Reads one component of a writer metadata document.</summary>
internal sealed class ComponentReader(DocumentScan scan, FileSetReader files)
{
    private readonly List<FileSet> _sets = [];
    private readonly List<ComponentDependency> _dependencies = [];

    /// <exception cref="Inspection.MalformedFileException">It has no name.</exception>
    public WriterComponent Read(ComponentKind kind)
    {
        scan.Count();
        string? name = null;
        var logicalPath = "";
        var component = new WriterComponent(default, kind);
        scan.Attributes(() =>
        {
            if (scan.Name == "logicalPath") logicalPath = scan.Value;
            else if (scan.Name == "componentName") name = scan.Value;
            else if (Trait(component) is { } more) component = more;
            else return scan.Name == "icon";
            return true;
        });
        component = component with { Path = new ComponentPath(logicalPath, scan.Require(name, "the component's name")) };
        _sets.Clear();
        _dependencies.Clear();
        scan.Children(Child);
        return component with { Files = [.. _sets], Dependencies = [.. _dependencies] };
    }

    /// <summary>The component with what the attribute says; null where the name is not known.</summary>
    private WriterComponent? Trait(WriterComponent component) => scan.Name switch
    {
        "caption" => component with { Caption = scan.Value },
        "restoreMetadata" => component with { KeepsRestoreMetadata = scan.YesOrNo() },
        "notifyOnBackupComplete" => component with { HearsOfCompletion = scan.YesOrNo() },
        "selectable" => component with { IsSelectable = scan.YesOrNo() },
        "selectableForRestore" => component with { IsSelectableForRestore = scan.YesOrNo() },
        "componentFlags" => component with { Traits = (ComponentTraits)scan.Number() },
        _ => null,
    };

    private void Child()
    {
        switch (scan.Name)
        {
            case "FILE_LIST":
                _sets.Add(files.Read());
                break;
            case "DATABASE_FILES":
                _sets.Add(files.Read(FileSetUse.Database));
                break;
            case "DATABASE_LOGFILES":
                _sets.Add(files.Read(FileSetUse.Log));
                break;
            default:
                Dependency();
                break;
        }
    }

    /// <summary>What names a writer and a component within a component depends on that: no document at hand shows how the element is called.</summary>
    private void Dependency()
    {
        var (writer, logicalPath, name) = (Guid.Empty, "", (string?)null);
        scan.Attributes(() =>
        {
            switch (scan.Name)
            {
                case "writerId":
                    writer = scan.Id();
                    return true;
                case "logicalPath":
                    logicalPath = scan.Value;
                    return true;
                case "componentName":
                    name = scan.Value;
                    return true;
                default:
                    return false;
            }
        });
        if (writer == Guid.Empty || name is null)
        {
            scan.UnknownElement();
            scan.Children(Child);
            return;
        }
        scan.Count();
        _dependencies.Add(new ComponentDependency(writer, new ComponentPath(logicalPath, name)));
    }
}
