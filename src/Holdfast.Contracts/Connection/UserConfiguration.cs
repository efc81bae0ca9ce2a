namespace Holdfast.Contracts.Connection;

/// <summary>Where a user's own files of the command line lie; nobody else reads them.</summary>
public static class UserConfiguration
{
    /// <summary>holdfast in $XDG_CONFIG_HOME or ~/.config; on Windows in the user's application data.</summary>
    public static string Folder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "holdfast");

    /// <summary>Makes the folder, for its user alone, where it is not there.</summary>
    public static void Create()
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder);
        else Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
