namespace Holdfast.Shell.Automation;

/// <summary>Makes a property a parameter, in one set of parameters or in all.</summary>
[AttributeUsage(AttributeTargets.Property, AllowMultiple = true)]
public sealed class ParameterAttribute : Attribute
{
    public const string AllParameterSets = "__AllParameterSets";

    public int Position { get; set; } = int.MinValue;

    public string ParameterSetName { get; set; } = AllParameterSets;

    public bool Mandatory { get; set; }

    public bool ValueFromPipeline { get; set; }

    public bool ValueFromPipelineByPropertyName { get; set; }

    public bool ValueFromRemainingArguments { get; set; }

    public string HelpMessage { get; set; } = "";

    /// <summary>Taken, but shown by neither help nor completion.</summary>
    public bool DontShow { get; set; }
}
