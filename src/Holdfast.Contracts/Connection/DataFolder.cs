namespace Holdfast.Contracts.Connection;

/// <summary>Which local installation a command means.</summary>
public static class DataFolder
{
    public const string Variable = "HOLDFAST_DATA";

    /// <summary>--data, else HOLDFAST_DATA, else the current user's; absolute.</summary>
    public static string Resolve(string? option)
    {
        var chosen = string.IsNullOrEmpty(option) ? Environment.GetEnvironmentVariable(Variable) : option;
        return Path.GetFullPath(string.IsNullOrEmpty(chosen) ? OfUser() : chosen);
    }

    /// <summary>$XDG_DATA_HOME/holdfast or ~/.local/share/holdfast; on Windows in the user's local application data.</summary>
    private static string OfUser() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "holdfast");
}
