namespace Holdfast.Shell.Automation;

/// <summary>Verbs as PowerShell groups them.</summary>
public static class VerbsDiagnostic
{
    public const string Resolve = "Resolve";
}
