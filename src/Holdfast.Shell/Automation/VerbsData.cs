namespace Holdfast.Shell.Automation;

/// <summary>Verbs as PowerShell groups them.</summary>
public static class VerbsData
{
    public const string Dismount = "Dismount", Edit = "Edit", Mount = "Mount", Restore = "Restore", Update = "Update";
}
