namespace Holdfast.Workloads.Files.Windows.Rules;

/// <summary>What a computer's registry says that concerns its files.</summary>
/// <param name="NotToBackup">Strings of all values of <see cref="Rules.NotToBackup.Key"/>.</param>
/// <param name="Environment">Variables, in which the strings are written.</param>
public sealed record RegistryFacts(IReadOnlyList<string> NotToBackup, IReadOnlyList<UserProfile> Profiles, IReadOnlyDictionary<string, string> Environment);
