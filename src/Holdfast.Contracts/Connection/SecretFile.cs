using System.Security.Cryptography;
using Holdfast.Contracts.Errors;

namespace Holdfast.Contracts.Connection;

/// <summary>Secrets come and go by file: arguments can be read by every user in the process list.</summary>
public static class SecretFile
{
    // Without the characters that are mistaken for each other on paper.
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private const int LongestSecret = 4096, Groups = 6, GroupLength = 6;

    /// <summary>The first line of a file.</summary>
    public static string Read(string path)
    {
        try
        {
            using var reader = new StreamReader(path);
            var buffer = new char[LongestSecret];
            var text = new string(buffer, 0, reader.ReadBlock(buffer));
            return text.Split('\n', 2)[0].TrimEnd('\r');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"The passphrase file {path} cannot be read: {failure.Message}", inner: failure);
        }
    }

    /// <summary>A credentials file, byte for byte.</summary>
    public static byte[] ReadCredentials(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.InvalidVaultCredentials, $"The credentials file {path} cannot be read: {failure.Message}", inner: failure);
        }
    }

    /// <summary>A new passphrase of more than 200 bits, in groups that can be typed from paper.</summary>
    public static string Generate() =>
        string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));

    /// <summary>Writes a new file that only its owner can read; an existing one is never touched.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(content);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, "Name a file that does not exist yet, in a folder that can be written.", failure);
        }
    }

    /// <summary>The same, in place of an older one, whole at every moment.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var fresh = $"{path}.{Environment.ProcessId}.new";
        Write(fresh, content);
        try
        {
            File.Move(fresh, path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(fresh);
            throw CannotWrite(path, "Name a file in a folder that can be written.", failure);
        }
    }

    private static HoldfastException CannotWrite(string path, string remedy, Exception failure) =>
        new(ErrorCode.BadRequest, $"The file {path} cannot be written: {failure.Message}", remedy, failure);
}
