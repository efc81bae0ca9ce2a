using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Holdfast.Contracts.Errors;
using Holdfast.Store.Durability;

namespace Holdfast.VaultService;

/// <summary>Small JSON files of the vault service: written whole (temporary name, fsync, rename, directory fsync), mode 0600.</summary>
internal static class DurableDocument
{
    private const int LargestDocument = 1 << 20;

    /// <exception cref="HoldfastException">It could not be written; what was there before is still there.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        MakeFolder(Path.GetDirectoryName(path)!);
        try
        {
            DurableFile.WriteAtomically(path, content);
        }
        catch (Exception error) when (IsExpected(error))
        {
            throw Unusable(Path.GetDirectoryName(path)!, error);
        }
    }

    public static void Write<T>(string path, T document, JsonTypeInfo<T> type) => Write(path, JsonSerializer.SerializeToUtf8Bytes(document, type));

    /// <summary>Null where there is no such file.</summary>
    /// <exception cref="HoldfastException">It is there and cannot be read.</exception>
    public static T? Read<T>(string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (new FileInfo(path).Length > LargestDocument) throw Damaged(path, "it is too long", null);
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? throw Damaged(path, "it is empty", null);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (IsExpected(error))
        {
            throw Unusable(path, error);
        }
        catch (JsonException error)
        {
            throw Damaged(path, error.Message, error);
        }
    }

    public static void MakeFolder(string folder)
    {
        try
        {
            DurableFile.MakeDirectories(folder);
        }
        catch (Exception error) when (IsExpected(error))
        {
            throw Unusable(folder, error);
        }
    }

    public static bool IsExpected(Exception error) => error is IOException or UnauthorizedAccessException;

    public static HoldfastException Unusable(string path, Exception error) =>
        new(ErrorCode.ServiceUnreachable, $"The vault's '{path}' cannot be used: {error.Message}", inner: error);

    /// <exception cref="HoldfastException">A newer version of Holdfast wrote the file.</exception>
    public static void CheckVersion(int version, int newest, string path)
    {
        if (version > newest) throw new HoldfastException(ErrorCode.NewerFormat, $"'{path}' was written by a newer version of Holdfast.");
    }

    public static HoldfastException Damaged(string path, string reason, Exception? inner = null) =>
        new(ErrorCode.VaultDataDamaged, $"'{path}' cannot be read: {reason}.", inner: inner);
}
