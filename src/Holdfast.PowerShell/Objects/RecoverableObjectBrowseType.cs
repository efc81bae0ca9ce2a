namespace Holdfast.PowerShell.Objects;

/// <summary>Which way Get-DPMRecoverableItem looks.</summary>
public enum RecoverableObjectBrowseType
{
    /// <summary>What it holds.</summary>
    Child,

    /// <summary>What holds it.</summary>
    Parent,
}
