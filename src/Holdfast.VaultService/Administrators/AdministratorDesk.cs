using System.Security.Cryptography;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.VaultService.Data;
using OtpNet;

namespace Holdfast.VaultService.Administrators;

/// <summary>Who may sign in at the vault service: nobody at first. Whoever has the data folder needs no account.</summary>
public sealed class AdministratorDesk
{
    private const int LongestName = 64, SecretLength = 20, Digits = 6;
    private const string Issuer = "Holdfast%20vault", Remedy = "`holdfast vault administrator list` shows them.";
    private readonly ServiceRecords records;
    private readonly AdministratorTable table;
    private readonly FactorSeal seal;
    private readonly string actor;

    internal AdministratorDesk(ServiceRecords records, string actor)
    {
        (this.records, this.actor) = (records, actor);
        table = new AdministratorTable(records.Database);
        seal = new FactorSeal(records.Folder);
    }

    /// <summary>By name.</summary>
    public IReadOnlyList<Administrator> All => [.. table.All().Select(View)];

    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadAccount"/>, <see cref="ErrorCode.PasswordTooWeak"/>, <see cref="ErrorCode.AccountNameTaken"/>.</exception>
    public Administrator Create(string name, string password)
    {
        if (name.Length is 0 or > LongestName || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '/' or '\\' or ':'))
            throw new HoldfastException(ErrorCode.BadAccount, $"An administrator's name has 1 to {LongestName} characters, and no blanks, slashes or colons among them.");
        CheckPassword(password, name);
        var row = new AdministratorRow { Name = name, PasswordHash = PasswordHashes.Of(password), Created = VaultTime.From(records.Clock.GetUtcNow()) };
        Change("create administrator", name, (connection, transaction) =>
        {
            if (!AdministratorTable.TryAdd(row, connection, transaction))
                throw new HoldfastException(ErrorCode.AccountNameTaken, $"There is an administrator '{name}' already.", "Choose another name.");
        });
        return View(row);
    }

    /// <summary>The administrator's sessions end.</summary>
    public void Remove(string name) => Change("remove administrator", name, (connection, transaction) =>
    {
        if (!AdministratorTable.Remove(name, connection, transaction)) throw Unknown(name);
    });

    /// <summary>The administrator's sessions end.</summary>
    public void SetPassword(string name, string password)
    {
        CheckPassword(password, name);
        var hash = PasswordHashes.Of(password);
        Change("set password", name, (connection, transaction) =>
        {
            if (!AdministratorTable.SetPassword(name, hash, connection, transaction)) throw Unknown(name);
        });
    }

    /// <summary>A second factor (codes by time, RFC 6238) that counts when its first code is confirmed.</summary>
    public SecondFactor BeginSecondFactor(string name)
    {
        var row = Find(name);
        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        table.BeginTotp(row.Name, seal.Seal(secret, row.Name));
        var text = Base32Encoding.ToString(secret).TrimEnd('=');
        return new SecondFactor(text, $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(row.Name)}?secret={text}&issuer={Issuer}&algorithm=SHA1&digits=6&period=30");
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.ConfirmationRefused"/>, <see cref="ErrorCode.SecondFactorMissing"/>.</exception>
    public void ConfirmSecondFactor(string name, string code)
    {
        var row = Find(name);
        var waiting = row.TotpWaiting ?? throw new HoldfastException(ErrorCode.SecondFactorMissing, $"No second factor of '{row.Name}' waits for its first code.", "Begin one.");
        var step = Step(seal.Open(waiting, row.Name), code) ?? throw new HoldfastException(ErrorCode.ConfirmationRefused, "The code is not right.", "Give the next code of the authenticator.");
        Change("confirm second factor", row.Name, (connection, transaction) =>
        {
            if (!AdministratorTable.ConfirmTotp(row.Name, waiting, step, connection, transaction)) throw new HoldfastException(ErrorCode.ConfirmationRefused, "Another second factor was begun meanwhile.");
        });
    }

    public void RemoveSecondFactor(string name) => Change("remove second factor", name, (connection, transaction) =>
    {
        if (!AdministratorTable.RemoveTotp(name, connection, transaction)) throw Unknown(name);
    });

    /// <summary>Takes a code of an administrator's second factor; none is taken twice.</summary>
    internal bool TryTake(AdministratorRow row, string code) =>
        row.TotpSecret is { } secret && Step(seal.Open(secret, row.Name), code) is { } step && table.TryTakeStep(row.Name, step);

    private long? Step(byte[] secret, string code)
    {
        var digits = code.Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length != Digits || !digits.All(char.IsAsciiDigit)) return null;
        return new Totp(secret, totpSize: Digits).VerifyTotp(records.Clock.GetUtcNow().UtcDateTime, digits, out var step, new VerificationWindow(1, 1)) ? step : null;
    }

    private AdministratorRow Find(string name) => table.Find(name) ?? throw Unknown(name);

    private void Change(string operation, string name, Action<System.Data.IDbConnection, System.Data.IDbTransaction> change) => records.Database.Write((connection, transaction) =>
    {
        change(connection, transaction);
        AuditTable.Add(records.Clock.GetUtcNow(), actor, operation, "", name, connection, transaction);
        return 0;
    });

    private static void CheckPassword(string password, string name)
    {
        if (PasswordRule.Violation(password, name) is { } violation) throw new HoldfastException(ErrorCode.PasswordTooWeak, violation);
    }

    private static HoldfastException Unknown(string name) => new(ErrorCode.AdministratorNotFound, $"There is no administrator '{name}'.", Remedy);

    private static Administrator View(AdministratorRow row) => new(row.Name, row.TotpSecret is not null, VaultTime.To(row.Created));
}
