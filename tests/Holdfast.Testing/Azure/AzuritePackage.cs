using Holdfast.Testing.Packages;

namespace Holdfast.Testing.Azure;

/// <summary>The emulator's program, installed by npm once below .build and shared by all test projects.</summary>
internal static class AzuritePackage
{
    private const string Version = "3.35.0";

    private static readonly Lazy<(string? Script, string? Missing)> Installed = new(Install);

    /// <summary>The blob service's script, or null.</summary>
    public static string? Script => Installed.Value.Script;

    /// <summary>Why there is no script.</summary>
    public static string? Missing => Installed.Value.Missing;

    private static (string? Script, string? Missing) Install()
    {
        if (!NpmPackage.HasProgram("node")) return (null, "Node.js (Debian: nodejs) is not installed.");
        var folder = NpmPackage.Folder("azurite", Version);
        var script = Path.Combine(folder, "node_modules", "azurite", "dist", "src", "blob", "main.js");
        return NpmPackage.Install(folder, $"azurite@{Version}", script, scripts: true) is { } missing ? (null, missing) : (script, null);
    }
}
