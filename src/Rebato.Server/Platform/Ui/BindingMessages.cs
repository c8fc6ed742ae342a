using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Rebato.Platform.Ui;

/// <summary>The eleven sentences ASP.NET would otherwise say in English when a form value cannot be read.</summary>
internal static class BindingMessages
{
    public static void Use(DefaultModelBindingMessageProvider messages, Func<Texts> texts)
    {
        messages.SetMissingBindRequiredValueAccessor(_ => texts()["binding.missing"]);
        messages.SetMissingKeyOrValueAccessor(() => texts()["binding.missing"]);
        messages.SetMissingRequestBodyRequiredValueAccessor(() => texts()["binding.body-missing"]);
        messages.SetValueMustNotBeNullAccessor(_ => texts()["binding.missing"]);
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => texts()["binding.invalid", value]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => texts()["binding.invalid", value]);
        messages.SetUnknownValueIsInvalidAccessor(_ => texts()["binding.unknown"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts()["binding.unknown"]);
        messages.SetValueIsInvalidAccessor(value => texts()["binding.invalid", value]);
        messages.SetValueMustBeANumberAccessor(_ => texts()["binding.number"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts()["binding.number"]);
    }
}
