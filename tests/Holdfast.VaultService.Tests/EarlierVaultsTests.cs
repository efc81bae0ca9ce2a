using Holdfast.Contracts.Vault;

namespace Holdfast.VaultService.Tests;

/// <summary>Vaults that earlier versions kept in files.</summary>
public sealed class EarlierVaultsTests : IDisposable
{
    private const string Id = "00112233445566778899aabbccddeeff", Server = "0123456789abcdef0123456789abcdef";
    private readonly string root = Directory.CreateTempSubdirectory("holdfast-earlier-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("Local", false)]
    [InlineData("Main", true)]
    public void Open_EarlierVault_IsTakenOver(string name, bool hasFloors)
    {
        Lay(name);
        using (var service = Open())
        {
            var vault = Assert.Single(service.Vaults);
            Assert.Equal((Id, name, "folder:" + Storage, "expired"), (vault.Id, vault.Name, vault.Storage, vault.State));
            Assert.Equal(new VaultRules(20, 0, hasFloors, "hot"), vault.Rules);
            Assert.Equal(new VaultedServer(Server, "server", new(2025, 1, 2, 3, 4, 5, default), new(2025, 2, 2, 3, 4, 5, default)), Assert.Single(service.Servers(name)));
        }
        // Once: what is done from now on is not undone by the files of before.
        using (var service = Open()) service.SetState(name, "active");
        using (var service = Open())
        {
            Assert.Equal("active", service.Show(name).State);
            var file = service.IssueCredentials(name);
            service.Register(file, "server", Server);
            Assert.Equal(4, VaultCredentials.Parse(file).Serial);
        }
    }

    [Fact]
    public void Open_StorageIsAway_IsTakenWhenItIsBack()
    {
        Lay("Main");
        Directory.Move(Storage, Storage + ".away");
        using (var service = Open()) Assert.Empty(service.Vaults);
        Directory.Move(Storage + ".away", Storage);
        using (var service = Open()) Assert.Single(service.Vaults);
    }

    private string Storage => Path.Combine(root, "storage");

    private VaultDirectory Open() => VaultDirectory.Open(Path.Combine(root, "service"), TimeProvider.System);

    private void Lay(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Storage, "servers", Server, "data")).Parent!.FullName;
        Directory.CreateDirectory(Path.Combine(root, "service", "vaults"));
        var vault = $$"""
            { "version": 1, "id": "{{Id}}", "name": "{{name}}", "storage": "{{Storage}}", "created": "2025-01-01T00:00:00+00:00", "softDeleteDays": 20, "state": "expired",
              "publicKey": "x", "newestSerial": 3, "registrationKeyHash": "y" }
            """;
        File.WriteAllText(Path.Combine(Storage, "vault.json"), vault);
        File.WriteAllText(Path.Combine(root, "service", "vaults", Id + ".json"), vault);
        File.WriteAllText(
            Path.Combine(folder, "registration.json"),
            $$"""{ "version": 1, "id": "{{Server}}", "name": "server", "registered": "2025-01-02T03:04:05+00:00", "lastRegistered": "2025-02-02T03:04:05+00:00" }""");
    }
}
