using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Holdfast.Daemon;

/// <summary>
/// Starts a process that outlives its parent: a session of its own (no terminal, no Ctrl+C), standard input closed, output appended to a file.
/// <see cref="System.Diagnostics.Process"/> can do none of the three.
/// </summary>
internal static unsafe partial class DetachedProcess
{
    // glibc and musl: posix_spawn_file_actions_t has at most 80 bytes, posix_spawnattr_t at most 336.
    private const int ActionsSize = 512, AttributesSize = 1024;
    private const short SetSession = 0x80;
    private const int ReadOnly = 0, WriteOnly = 1, Create = 0x40, Append = 0x400;
    private const uint OwnerOnly = 0x180;

    /// <summary>The new process's id. Faults are <see cref="Win32Exception"/> with the system's words.</summary>
    internal static int Start(string program, IReadOnlyList<string> arguments, string outputFile)
    {
        var actions = stackalloc byte[ActionsSize];
        var attributes = stackalloc byte[AttributesSize];
        Check(InitActions(actions));
        Check(InitAttributes(attributes));
        var texts = new List<nint>();
        try
        {
            Check(SetFlags(attributes, SetSession));
            Check(AddOpen(actions, 0, "/dev/null", ReadOnly, 0));
            Check(AddOpen(actions, 1, outputFile, WriteOnly | Create | Append, OwnerOnly));
            Check(AddDuplicate(actions, 1, 2));
            var environment = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}");
            var argumentList = Vector(arguments.Prepend(program), texts);
            var environmentList = Vector(environment, texts);
            fixed (nint* argv = argumentList, envp = environmentList)
            {
                Check(Spawn(out var pid, program, actions, attributes, argv, envp));
                return pid;
            }
        }
        finally
        {
            foreach (var text in texts) Marshal.FreeCoTaskMem(text);
            _ = DestroyActions(actions);
            _ = DestroyAttributes(attributes);
        }
    }

    private static nint[] Vector(IEnumerable<string> values, List<nint> texts)
    {
        var vector = values.Select(Marshal.StringToCoTaskMemUTF8).ToList();
        texts.AddRange(vector);
        return [.. vector, 0];
    }

    private static void Check(int error)
    {
        if (error != 0) throw new Win32Exception(error);
    }

    [LibraryImport("libc", EntryPoint = "posix_spawn", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Spawn(out int pid, string path, byte* actions, byte* attributes, nint* argv, nint* envp);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    private static partial int InitActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    private static partial int DestroyActions(byte* actions);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_addopen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddOpen(byte* actions, int descriptor, string path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    private static partial int AddDuplicate(byte* actions, int descriptor, int newDescriptor);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_init")]
    private static partial int InitAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    private static partial int DestroyAttributes(byte* attributes);

    [LibraryImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    private static partial int SetFlags(byte* attributes, short flags);
}
