using Holdfast.Console.Portal.Vaults;

namespace Holdfast.Console.Tests.Portal;

public sealed class NewVaultFormTests
{
    [Fact]
    public void Wanted_Untouched_IsTheServicesOwnFolderAndHot()
    {
        var wanted = new NewVaultForm { Name = " Depot ", Tier = "cold" }.Wanted();
        Assert.Equal(("Depot", null, null, "hot", 14, 0, true), (wanted.Name, wanted.Storage, wanted.SignIn, wanted.PackTier, wanted.SoftDeleteDays, wanted.LockDays, wanted.HasRetentionFloors));
    }

    [Fact]
    public void Wanted_Folder_IsNamedByItsPath() => Assert.Equal("folder:/srv/vault", new NewVaultForm { Name = "a", Place = NewVaultForm.Folder, Path = "/srv/vault " }.Wanted().Storage);

    [Fact]
    public void Wanted_Azure_HasTheOptionsOfItsSignInAlone()
    {
        var form = new NewVaultForm { Name = "a", Place = NewVaultForm.Azure, Container = "https://x.blob.core.windows.net/c", SignIn = "client-secret", Tier = "cool" };
        foreach (var (option, value) in new[] { ("tenant", "t"), ("client", " c "), ("secret-file", "/f"), ("connection-string-file", "/other"), ("certificate-file", "") }) form.Options[option] = value;
        var wanted = form.Wanted();
        Assert.Equal(("azure:https://x.blob.core.windows.net/c", "cool"), (wanted.Storage, wanted.PackTier));
        Assert.Equal(new Dictionary<string, string> { ["sign-in"] = "client-secret", ["tenant"] = "t", ["client"] = "c", ["secret-file"] = "/f" }, wanted.SignIn!);
    }
}
