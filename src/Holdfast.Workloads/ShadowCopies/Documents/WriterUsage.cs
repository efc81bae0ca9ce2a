namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>What a writer's data is for: VSS_USAGE_TYPE.</summary>
public enum WriterUsage
{
    Undefined,

    /// <summary>Part of what Windows needs to start.</summary>
    BootableSystemState,

    /// <summary>Of a service of Windows, not needed to start.</summary>
    SystemService,
    UserData,
    Other,
}
