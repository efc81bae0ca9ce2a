using System.Text.RegularExpressions;

namespace Holdfast.Architecture.Tests;

/// <summary>References go one way only: what is below knows nothing of what is above.</summary>
public sealed partial class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Holdfast.Format"] = [],
        ["Holdfast.Protection"] = [],
        ["Holdfast.Contracts"] = [],
        ["Holdfast.Hosting"] = ["Holdfast.Contracts"],
        ["Holdfast.Store"] = ["Holdfast.Format"],
        ["Holdfast.Vault"] = ["Holdfast.Store", "Holdfast.Format", "Holdfast.Contracts"],
        ["Holdfast.VaultService"] = ["Holdfast.Contracts", "Holdfast.Hosting", "Holdfast.Format", "Holdfast.Store", "Holdfast.Vault", "Holdfast.Console"],
        ["Holdfast.Workloads"] = ["Holdfast.Format"],
        ["Holdfast.Workloads.Windows"] = ["Holdfast.Workloads"],
        ["Holdfast.Agent"] = ["Holdfast.Contracts", "Holdfast.Format", "Holdfast.Workloads", "Holdfast.Workloads.Windows"],
        ["Holdfast.Server"] =
        [
            "Holdfast.Format", "Holdfast.Protection", "Holdfast.Contracts", "Holdfast.Hosting", "Holdfast.Store", "Holdfast.Vault", "Holdfast.VaultService", "Holdfast.Workloads",
            "Holdfast.Workloads.Windows", "Holdfast.Agent", "Holdfast.Console",
        ],
        ["Holdfast.Console"] = ["Holdfast.Contracts"],
        ["Holdfast.PowerShell"] = ["Holdfast.Contracts"],
        // Not to call it: its assembly is what `holdfast shell --module` writes.
        ["Holdfast.Shell"] = ["Holdfast.Contracts", "Holdfast.PowerShell"],
        ["Holdfast"] = ["Holdfast.Server", "Holdfast.VaultService", "Holdfast.Agent", "Holdfast.Contracts", "Holdfast.Shell"],
    };

    /// <summary>Packages that only these projects may use, by the start of their names.</summary>
    private static readonly Dictionary<string, string[]> Owners = new()
    {
        ["Azure."] = ["Holdfast.Vault"],
        ["Microsoft.Azure."] = ["Holdfast.Vault"],
        ["NSec"] = ["Holdfast.Format"],
        ["ZstdSharp"] = ["Holdfast.Format"],
        ["System.Management.Automation"] = [],
        ["System.Management"] = ["Holdfast.Workloads.Windows"],
        ["System.IO.Hashing"] = ["Holdfast.Format"],
        ["Microsoft.Data.Sqlite"] = ["Holdfast.Server", "Holdfast.VaultService"],
        ["Npgsql"] = ["Holdfast.Server", "Holdfast.Workloads"],
        ["Microsoft.Data.SqlClient"] = ["Holdfast.Workloads"],
        ["Dapper"] = ["Holdfast.Server", "Holdfast.VaultService"],
        ["dbup"] = ["Holdfast.Server", "Holdfast.VaultService"],
        ["System.CommandLine"] = ["Holdfast"],
        ["Spectre.Console"] = ["Holdfast"],
        ["Grpc.AspNetCore"] = ["Holdfast.Server"],
        ["Grpc.Net"] = ["Holdfast.Agent"],
        ["BouncyCastle"] = ["Holdfast.Agent"],
        ["Google.Protobuf"] = ["Holdfast.Contracts"],
        ["MailKit"] = ["Holdfast.Server"],
        ["OpenTelemetry"] = ["Holdfast.Server"],
        ["Otp.NET"] = ["Holdfast.Server", "Holdfast.VaultService"],
        ["System.DirectoryServices"] = ["Holdfast.Server"],
        ["CsvHelper"] = ["Holdfast.Server"],
        ["QRCoder"] = ["Holdfast.Console"],
        ["PowerShellStandard"] = ["Holdfast.PowerShell"],
        ["NodaTime"] = ["Holdfast.Protection"],
    };

    private static readonly string[] Pure = ["Holdfast.Format", "Holdfast.Store", "Holdfast.Protection", "Holdfast.Vault"];

    [Fact]
    public void Projects_All_AreInTheTableAndInTheSolution()
    {
        var solution = SourceTree.Read("Holdfast.slnx");
        foreach (var project in SourceTree.Projects.Keys)
        {
            Assert.True(Allowed.ContainsKey(project), $"{project} is not in the table of allowed references: a new project needs a reason.");
            Assert.Contains($"\"src/{project}/{project}.csproj\"", solution, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ProjectReferences_All_GoInAllowedDirections()
    {
        var wrong = SourceTree.Projects.SelectMany(project => SourceTree.References(project.Value, "ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')))
            .Where(target => !Allowed[project.Key].Contains(target))
            .Select(target => $"{project.Key} → {target}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void PackageReferences_All_AreInTheProjectThatOwnsThem()
    {
        var wrong = SourceTree.Projects.SelectMany(project => SourceTree.References(project.Value, "PackageReference")
            .Where(package => Owners.Any(owner => package.StartsWith(owner.Key, StringComparison.OrdinalIgnoreCase) && !owner.Value.Contains(project.Key)))
            .Select(package => $"{project.Key} uses {package}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void AzureSdk_Namespaces_AreUsedInOneFolderOnly()
    {
        var users = SourceTree.Files("src", "*.cs").Where(file => AzureUse().IsMatch(SourceTree.Read(file)) && !file.StartsWith("src/Holdfast.Vault/Azure/", StringComparison.Ordinal));
        Assert.Empty(users);
    }

    [Fact]
    public void AspNetCore_Framework_IsUsedByHostsOnly()
    {
        var users = SourceTree.Projects.Where(project => SourceTree.References(project.Value, "FrameworkReference").Any() || (string?)project.Value.Root!.Attribute("Sdk") == "Microsoft.NET.Sdk.Web");
        Assert.Subset(new HashSet<string> { "Holdfast.Server", "Holdfast.Console", "Holdfast.Hosting", "Holdfast", "Holdfast.VaultService" }, users.Select(project => project.Key).ToHashSet());
    }

    [Fact]
    public void PureProjects_All_AreMarkedPure()
    {
        foreach (var project in Pure)
            Assert.True(SourceTree.Projects[project].Descendants("PureEngine").Any(mark => mark.Value == "true"), $"{project} must be built with the engine's banned symbols.");
    }

    [Fact]
    public void Internals_All_AreVisibleToOwnTestsOnly()
    {
        var wrong = SourceTree.Projects.SelectMany(project => SourceTree.References(project.Value, "InternalsVisibleTo")
            .Where(friend => !friend.EndsWith("Tests", StringComparison.Ordinal) && !friend.EndsWith("Benchmarks", StringComparison.Ordinal) && !friend.EndsWith("Benchmark", StringComparison.Ordinal))
            .Select(friend => $"{project.Key} → {friend}"));
        Assert.Empty(wrong);
    }

    [Fact]
    public void TestProjects_All_AreInTheSolution()
    {
        var solution = SourceTree.Read("Holdfast.slnx");
        Assert.All(SourceTree.Files("tests", "*.csproj"), project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\s*(global )?using (static )?(Azure|Microsoft\.Azure)\b", RegexOptions.Multiline)]
    private static partial Regex AzureUse();
}
