using System.Text.Json;
using Holdfast.CommandLine;
using Holdfast.Contracts.Errors;
using Holdfast.Output;

namespace Holdfast.Connection;

/// <summary>Sessions in the user's configuration folder, in a file of mode 0600.</summary>
internal static class SavedSessions
{
    private static string Folder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "holdfast");

    private static string File => Path.Combine(Folder, "sessions.json");

    internal static SavedSession? Find(string server)
    {
        var url = RemoteServer.Address(server).GetLeftPart(UriPartial.Authority);
        return All().Find(session => session.Server == url);
    }

    internal static void Save(SavedSession session) => Write([.. All().Where(other => other.Server != session.Server), session]);

    internal static void Remove(SavedSession session) => Write([.. All().Where(other => other.Server != session.Server)]);

    private static List<SavedSession> All()
    {
        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(File), CommandJson.Default.ListSavedSession) ?? [];
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception failure) when (failure is JsonException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.Unauthorized, $"The saved sessions in {File} cannot be read: {failure.Message}", "Remove the file and sign in again with `holdfast login`.", failure);
        }
    }

    private static void Write(List<SavedSession> sessions)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Folder);
        else Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        SecretFile.Replace(File, JsonSerializer.SerializeToUtf8Bytes(sessions, CommandJson.Default.ListSavedSession));
    }
}
