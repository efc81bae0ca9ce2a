using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Setup.Unattended;

namespace Holdfast.Server.Tests.Setup;

public sealed class AnswerFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-answers-").FullName;

    /// <summary>All keys of the answer files of Azure Backup Server, DPM, and MARS.</summary>
    private const string Everything = """
        ; comment
        [OPTIONS]
        UserName="Administrator of Contoso"
        CompanyName=Contoso
        SQLMachineName=db.example
        SQLInstanceName=holdfast
        SQLMachineUserName=backup
        SQLMachinePassword=s3cret-of-db
        SQLMachineDomainName=CORP
        ReportingMachineName=r
        ReportingInstanceName=r
        ReportingMachineUserName=r
        ReportingMachinePassword=s3cret-of-reports
        ReportingMachineDomainName=r
        SqlAccountPassword=s3cret-of-accounts
        VaultCredentialFilePath=vault.credentials
        SecurityPassphrase=correct horse battery staple
        PassphraseSaveLocation=kept.txt
        UseExistingSQL=1
        ProductKey=AAAAA-BBBBB
        StandardAgentLicenses=1
        EnterpriseAgentLicenses=1
        ProgramFiles=C:\Program Files\DPM
        DatabaseFiles=C:\Db
        IntegratedInstallSource=D:\
        """;

    [Fact]
    public void Read_EverySeedKey_IsUsedOrExplained()
    {
        File.WriteAllText(Path.Combine(folder, "vault.credentials"), "x");
        var file = new AnswerFile(Everything, folder);
        Assert.Equal(new CatalogChoice(CatalogChoice.Postgres, "db.example", 5432, "holdfast", "backup"), file.Answers.Catalog);
        Assert.Equal("s3cret-of-db", file.CatalogPassword);
        Assert.Equal("correct horse battery staple", file.Passphrase);
        Assert.Equal((Path.Combine(folder, "kept.txt"), Path.Combine(folder, "vault.credentials")), (file.PassphraseSaveLocation, file.VaultCredentialsFile));
        foreach (var key in new[] { "UserName", "CompanyName", "SQLMachineDomainName", "ReportingMachineName", "ReportingMachinePassword", "SqlAccountPassword", "ProductKey", "StandardAgentLicenses", "EnterpriseAgentLicenses", "ProgramFiles", "DatabaseFiles", "IntegratedInstallSource" })
            Assert.Contains(file.Warnings, warning => warning.Contains($"{key} is not used: ", StringComparison.Ordinal));
        Assert.DoesNotContain(file.Warnings, warning => warning.Contains("is not known", StringComparison.Ordinal));
        Assert.DoesNotContain(file.Warnings, warning => warning.Contains("s3cret", StringComparison.Ordinal) || warning.Contains("AAAAA", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_OwnKeys_GoBeforeAndComeByFile()
    {
        File.WriteAllText(Path.Combine(folder, "password"), "Unguessable-42-words\nsecond line\n");
        var file = new AnswerFile("""
            [holdfast]
            administrator = anna
            AdministratorPasswordFile = password
            Catalog=postgresql
            CatalogHost=db2.example
            CatalogPort=5433
            CatalogDatabase=h2
            CatalogUser=u2
            CatalogTls=verifyFull
            PoolFolder=pool
            PlannedCloudBytes=1000
            Updates=1
            Proxy=http://proxy.example:3128
            TimeSource=http://time.example/
            Unheard=of
            [OPTIONS]
            SQLMachineName=db.example
            """, folder);
        Assert.Equal(("anna", "Unguessable-42-words"), (file.Answers.Administrator, file.Password));
        Assert.Equal(new CatalogChoice(CatalogChoice.Postgres, "db2.example", 5433, "h2", "u2", null, "verifyFull"), file.Answers.Catalog);
        Assert.Equal((Path.Combine(folder, "pool"), 1000L, true, "http://proxy.example:3128"), (file.Answers.PoolFolder, file.Answers.PlannedCloudBytes, file.Answers.Updates, file.Answers.Proxy));
        Assert.Equal("time.example", file.TimeSource!.Host);
        Assert.Contains("Unheard is not known", Assert.Single(file.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UserName=x", "Line 1")]
    [InlineData("[OPTIONS]\nUserName", "Line 2")]
    [InlineData("[OPTIONS\n", "Line 1")]
    [InlineData("[OPTIONS]\nUserName=1\nusername=2", "Line 3")]
    [InlineData("[OPTIONS]\nUseExistingSQL=yes", "UseExistingSQL")]
    [InlineData("[OPTIONS]\nUseExistingSQL=1", "host")]
    [InlineData("[HOLDFAST]\nCatalog=oracle", "oracle")]
    [InlineData("[HOLDFAST]\nPlannedCloudBytes=-1", "PlannedCloudBytes")]
    [InlineData("[HOLDFAST]\nAdministrator=anna", "AdministratorPassword")]
    [InlineData("[HOLDFAST]\nProxy=proxy:3128", "proxy")]
    [InlineData("[HOLDFAST]\nPoolFolder=/", "pool folder")]
    [InlineData("[OPTIONS]\nVaultCredentialFilePath=missing", "VaultCredentialFilePath")]
    public void Read_WrongFile_NamesWhatIsWrong(string text, string named)
    {
        var failure = Assert.Throws<HoldfastException>(() => new AnswerFile(text, folder));
        Assert.Equal(ErrorCode.SetupAnswersWrong, failure.Code);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fifteen chars..", ErrorCode.PassphraseTooShort)]
    [InlineData("sixteen characters \u00fc", ErrorCode.PassphraseNotAccepted)]
    public void Read_PassphraseAgainstTheRule_IsRefused(string passphrase, ErrorCode code)
    {
        var failure = Assert.Throws<HoldfastException>(() => new AnswerFile($"[OPTIONS]\nSecurityPassphrase={passphrase}", folder));
        Assert.Equal(code, failure.Code);
        Assert.DoesNotContain(passphrase, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_EndlessText_IsRefused() => Assert.Throws<HoldfastException>(() => IniFile.Parse(new string('\n', 6000)));

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
