using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Rebato.Platform.Access;

/// <summary>A person as the WebAuthn ceremonies need them: their pseudonym and the keys they enrolled.</summary>
internal sealed record PasskeyOwner(Guid Account, string Login, IReadOnlyList<UserPasskeyInfo> Keys);

/// <summary>
/// Passkeys (WebAuthn level 3) by the framework's own handler: the challenge, origin, signature and counter are its
/// business; where the keys lie is ours. A key is bound to the host name, so it does not work by IP on a rescue laptop.
/// </summary>
internal sealed class Passkeys(IOptions<IdentityPasskeyOptions> options)
{
    /// <summary>How every ceremony is asked: the person must prove themselves to the authenticator (PIN or biometry).</summary>
    public static void Configure(IdentityPasskeyOptions options)
    {
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "preferred";
        options.AttestationConveyancePreference = "none";
        options.AuthenticatorTimeout = TimeSpan.FromMinutes(2);
    }

    /// <summary>What the browser needs to make a key, and the state to keep until it answers.</summary>
    public async Task<(string Options, string State)> BeginEnrolment(PasskeyOwner owner, HttpContext context)
    {
        var entity = new PasskeyUserEntity { Id = owner.Account.ToString("N"), Name = owner.Login, DisplayName = owner.Login };
        var result = await Handler(owner).MakeCreationOptionsAsync(entity, context);
        return (result.CreationOptionsJson, result.AttestationState!);
    }

    /// <summary>The new key, or null when the browser's answer does not hold.</summary>
    public async Task<UserPasskeyInfo?> FinishEnrolment(PasskeyOwner owner, string answer, string state, HttpContext context)
    {
        var result = await Handler(owner).PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = answer, AttestationState = state });
        return result.Succeeded && result.UserEntity.Id == owner.Account.ToString("N") ? result.Passkey : null;
    }

    /// <param name="owner">Whose keys may answer; null for whoever holds one (the key then says whose it is).</param>
    public async Task<(string Options, string State)> BeginSignIn(PasskeyOwner? owner, HttpContext context)
    {
        var result = await Handler(owner ?? new PasskeyOwner(Guid.Empty, "", [])).MakeRequestOptionsAsync(owner, context);
        return (result.RequestOptionsJson, result.AssertionState!);
    }

    /// <summary>The key as it must be kept now (its counter moved), or null when the answer does not hold.</summary>
    public async Task<UserPasskeyInfo?> FinishSignIn(PasskeyOwner owner, string answer, string state, HttpContext context)
    {
        var result = await Handler(owner).PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = answer, AssertionState = state });
        return result.Succeeded ? result.Passkey : null;
    }

    private PasskeyHandler<PasskeyOwner> Handler(PasskeyOwner owner) => new(
        new UserManager<PasskeyOwner>(new OneOwner(owner), null!, null!, [], [], null!, null!, null!, Microsoft.Extensions.Logging.Abstractions.NullLogger<UserManager<PasskeyOwner>>.Instance),
        options);

    /// <summary>The framework asks a store of users; here it is of the one person the ceremony is about.</summary>
    private sealed class OneOwner(PasskeyOwner owner) : IUserPasskeyStore<PasskeyOwner>
    {
        public Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
            Task.FromResult<IList<UserPasskeyInfo>>([.. owner.Keys]);

        public Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
            Task.FromResult(Key(credentialId) is null ? null : owner);

        public Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
            Task.FromResult(Key(credentialId));

        public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.Account.ToString("N"));

        public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Login);

        public Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
            Task.FromResult(userId == owner.Account.ToString("N") ? owner : null);

        public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => GetUserNameAsync(user, cancellationToken);

        public Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => throw new NotSupportedException();
        public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw new NotSupportedException();
        public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw new NotSupportedException();
        public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw new NotSupportedException();
        public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw new NotSupportedException();
        public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();
        public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();
        public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        private UserPasskeyInfo? Key(byte[] credentialId) => owner.Keys.FirstOrDefault(key => key.CredentialId.AsSpan().SequenceEqual(credentialId));
    }
}
