namespace Holdfast.PowerShell.Help;

/// <summary>What Get-Help tells of a cmdlet, beside the parameters' own messages.</summary>
/// <param name="synopsis">One sentence.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class HelpAttribute(string synopsis) : Attribute
{
    public string Synopsis => synopsis;

    /// <summary>More than the synopsis; empty: nothing.</summary>
    public string Description { get; set; } = "";

    /// <summary>A command line that works.</summary>
    public required string Example { get; set; }

    /// <summary>What the example does.</summary>
    public string ExampleRemarks { get; set; } = "";
}
