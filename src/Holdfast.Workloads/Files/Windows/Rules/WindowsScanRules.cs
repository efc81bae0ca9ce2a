using System.Security.Cryptography;
using System.Text;
using Holdfast.Workloads.Files.Exclusion;

namespace Holdfast.Workloads.Files.Windows.Rules;

/// <summary>What a scan of Windows takes: exclusions, what the registry asks to leave out, chosen folders. One thread.</summary>
internal sealed class WindowsScanRules
{
    private readonly ExclusionRules _exclusions;
    private readonly NotToBackup _registry;
    private readonly ChosenFolders _chosen;

    public WindowsScanRules(ScanOptions options, RegistryFacts facts)
    {
        var choice = options.Windows;
        _exclusions = new ExclusionRules(options);
        _registry = choice.TakesNotToBackup ? NotToBackup.Nothing : new NotToBackup(facts.NotToBackup, facts.Environment, [.. facts.Profiles.Select(profile => profile.Folder)]);
        _chosen = choice.UserFolders.Count + choice.Folders.Count == 0 ? ChosenFolders.All : new ChosenFolders([.. UserFolders.Find(facts.Profiles, choice.UserFolders, facts.Environment), .. choice.Folders]);
        Fingerprint = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [.. options.ExcludeGlobs, "\0", .. options.ExcludeExtensions, "\0", .. _registry.Words, "\0", .. _chosen.Words])));
    }

    /// <summary>Of all of it, 32 bytes: scans of one fingerprint take the same of the same tree.</summary>
    public byte[] Fingerprint { get; }

    /// <param name="path">Full, as people name it.</param>
    public bool LeavesOut(byte[] parent, byte[] name, string path, bool isFolder) => _exclusions.Exclude(parent, name, isFolder) || _registry.Names(path) || !_chosen.Admits(path, isFolder);
}
