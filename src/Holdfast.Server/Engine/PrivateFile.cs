using Holdfast.Format.Keys;
using Holdfast.Store.Durability;

namespace Holdfast.Server.Engine;

/// <summary>Small files that only the owner may read: written whole, durably, with mode 0600 in a folder of mode 0700.</summary>
internal static class PrivateFile
{
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            DurableFile.SyncDirectory(Path.GetDirectoryName(folder)!);
        }
        DurableFile.WriteAtomically(path, content);
    }

    public static void WriteKeyring(string path, Keyring keyring) => Write(path, KeyringCodec.Encode(keyring));

    /// <summary>Null where there is none.</summary>
    public static Keyring? ReadKeyring(string path) => File.Exists(path) ? KeyringCodec.Decode(DurableFile.ReadAll(path, 1 << 20)) : null;
}
