namespace Holdfast.Workloads.SystemState.Planning;

/// <summary>Files of the registry that belong to the computer.</summary>
internal static class RegistryHives
{
    /// <summary>Within the folder of Windows.</summary>
    public const string Folder = @"\System32\config\";

    /// <summary>Without these Windows does not start.</summary>
    public static readonly IReadOnlyList<string> Required = ["SYSTEM", "SOFTWARE", "SAM", "SECURITY", "DEFAULT"];

    /// <summary>Whose logs must go where the hives are put back: Windows would apply them to hives that they are not of.</summary>
    public static readonly IReadOnlyList<string> All = [.. Required, "COMPONENTS", "DRIVERS", "BBI"];
}
