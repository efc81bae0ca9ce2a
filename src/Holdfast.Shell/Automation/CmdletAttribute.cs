namespace Holdfast.Shell.Automation;

/// <summary>Makes a class a cmdlet and names it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CmdletAttribute(string verbName, string nounName) : Attribute
{
    public string VerbName => verbName;

    public string NounName => nounName;

    /// <summary>It changes something, and so has -WhatIf and -Confirm.</summary>
    public bool SupportsShouldProcess { get; set; }

    public ConfirmImpact ConfirmImpact { get; set; } = ConfirmImpact.Medium;

    public string DefaultParameterSetName { get; set; } = ParameterAttribute.AllParameterSets;
}
