using System.Collections;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Holdfast.Workloads.Files.Windows.Rules;
using Microsoft.Win32;
using Microsoft.Win32.SafeHandles;

namespace Holdfast.Workloads.Windows.Files;

/// <summary>Reads what this computer's registry says of its files and people. Never run on Windows yet.</summary>
[SupportedOSPlatform("windows")]
internal static partial class ComputerRegistry
{
    private const string Profiles = @"SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList", ProfileFolder = "ProfileImagePath";
    private const string ShellFolders = @"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders", Hive = "NTUSER.DAT";
    private const uint KeyRead = 0x20019;

    public static RegistryFacts Read()
    {
        var strings = new List<string>();
        using (var key = Registry.LocalMachine.OpenSubKey(NotToBackup.Key))
            foreach (var name in key?.GetValueNames() ?? []) strings.AddRange(key!.GetValue(name, null, RegistryValueOptions.DoNotExpandEnvironmentNames) as string[] ?? []);
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => variable.Value as string ?? "", StringComparer.OrdinalIgnoreCase);
        return new RegistryFacts(strings, [.. People()], environment);
    }

    private static IEnumerable<UserProfile> People()
    {
        using var profiles = Registry.LocalMachine.OpenSubKey(Profiles);
        foreach (var sid in profiles?.GetSubKeyNames() ?? [])
        {
            using var profile = profiles!.OpenSubKey(sid);
            // Windows replaces the variables of this value, which are the computer's.
            if (profile?.GetValue(ProfileFolder) is string folder) yield return new UserProfile(sid, folder, FoldersOf(sid, folder));
        }
    }

    /// <summary>Who is signed in has the registry loaded; of others it is read out of the profile. Empty where neither can be read.</summary>
    private static Dictionary<string, string> FoldersOf(string sid, string profile)
    {
        using var loaded = Registry.Users.OpenSubKey($@"{sid}\{ShellFolders}");
        if (loaded is not null) return Values(loaded);
        if (LoadAppKey(Path.Combine(profile, Hive), out var handle, KeyRead, 0, 0) != 0) return [];
        using var hive = RegistryKey.FromHandle(new SafeRegistryHandle(handle, ownsHandle: true));
        using var key = hive.OpenSubKey(ShellFolders);
        return key is null ? [] : Values(key);
    }

    // The variables are the user's, not this process's.
    private static Dictionary<string, string> Values(RegistryKey key) => key.GetValueNames()
        .Select(name => (name, Text: key.GetValue(name, null, RegistryValueOptions.DoNotExpandEnvironmentNames) as string))
        .Where(value => value.Text is not null).ToDictionary(value => value.name, value => value.Text!, StringComparer.OrdinalIgnoreCase);

    [LibraryImport("advapi32.dll", EntryPoint = "RegLoadAppKeyW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial int LoadAppKey(string file, out nint key, uint access, uint options, uint reserved);
}
