namespace Holdfast.Shell.Automation;

/// <summary>Verbs as PowerShell groups them.</summary>
public static class VerbsCommon
{
    public const string Add = "Add", Copy = "Copy", Get = "Get", New = "New", Remove = "Remove", Rename = "Rename", Set = "Set";
}
