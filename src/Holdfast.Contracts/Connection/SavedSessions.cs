using System.Text.Json;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Connection;

/// <summary>Sessions in the user's configuration folder, in a file of mode 0600.</summary>
public static class SavedSessions
{
    private static string File => Path.Combine(UserConfiguration.Folder, "sessions.json");

    public static SavedSession? Find(string server)
    {
        var url = RemoteConnection.Address(server).GetLeftPart(UriPartial.Authority);
        return All().Find(session => session.Server == url);
    }

    public static void Save(SavedSession session) => Write([.. All().Where(other => other.Server != session.Server), session]);

    public static void Remove(SavedSession session) => Write([.. All().Where(other => other.Server != session.Server)]);

    private static List<SavedSession> All()
    {
        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(File), SavedSessionJson.Default.ListSavedSession) ?? [];
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
        UserConfiguration.Create();
        SecretFile.Replace(File, JsonSerializer.SerializeToUtf8Bytes(sessions, SavedSessionJson.Default.ListSavedSession));
    }
}
