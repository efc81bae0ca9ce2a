using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Notifications;

/// <summary>Reads a secret from the first line of a file that only its owner can read.</summary>
internal static class SecretText
{
    private const int Longest = 4096;

    /// <param name="what">Such as "mail password", for errors. The secret itself is never in one.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.SecretFileUnusable"/>.</exception>
    internal static string Read(string path, string what, int shortest = 1)
    {
        var text = ReadLines(path, what)[0];
        return text.Length >= shortest ? text : throw Unusable(path, what, $"its first line has fewer than {shortest} characters");
    }

    /// <summary>All lines of a small file, at least one.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.SecretFileUnusable"/>.</exception>
    internal static string[] ReadLines(string path, string what)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
                throw Unusable(path, what, "others than its owner have rights on it");
            using var reader = new StreamReader(path);
            var buffer = new char[Longest];
            return [.. new string(buffer, 0, reader.ReadBlock(buffer)).Split('\n').Select(line => line.TrimEnd('\r'))];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, what, failure.Message, failure);
        }
    }

    private static HoldfastException Unusable(string path, string what, string why, Exception? inner = null) =>
        new(ErrorCode.SecretFileUnusable, $"The file {path} with the {what} cannot be used: {why}.", inner: inner);
}
