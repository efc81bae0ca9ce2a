namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>VSS_COMPONENT_TYPE.</summary>
public enum ComponentKind
{
    Undefined,
    Database,
    FileGroup,
}
