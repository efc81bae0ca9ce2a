namespace Holdfast.Workloads.ShadowCopies.Documents;

/// <summary>How a writer wants its files put back: VSS_RESTOREMETHOD_ENUM.</summary>
public enum RestoreMethod
{
    Undefined,
    IfNotThere,
    IfCanReplace,
    StopRestoreStart,
    ToAlternateLocation,
    AtReboot,
    AtRebootIfCannotReplace,
    Custom,
    RestoreStopStart,
}
