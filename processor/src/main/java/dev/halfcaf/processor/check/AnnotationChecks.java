package dev.halfcaf.processor.check;

import dev.halfcaf.Policy;
import dev.halfcaf.UnknownPolicyException;
import dev.halfcaf.processor.describe.AnnotatedField;
import dev.halfcaf.processor.describe.MemberDescription;
import dev.halfcaf.processor.describe.PolicyAnnotation;
import dev.halfcaf.processor.report.Code;
import dev.halfcaf.processor.report.Report;

/** Checks policies that stand elsewhere than on a class: on a field, a package, a module, in an option. */
public final class AnnotationChecks {
    private AnnotationChecks() {}

    /** Of a package or a module, such as {@code "package com.acme"}. */
    public static Report ofSurroundings(PolicyAnnotation annotation, String display) {
        Report.Builder report = new Report.Builder();
        if (annotation.policy() == null && !annotation.erroneous()) {
            report.add(Code.USELESS_POLICY, annotation.place(), display, "it names no policy");
        }
        PolicyNameCheck.check(annotation, report);
        LossScaleCheck.check(annotation, null, report);
        OnlyCheck.check(annotation, "it stands on " + display, report);
        PolicyMapCheck.refuse(annotation, "it stands on " + display, report);
        return report.build();
    }

    /** Of a field with an annotation of Halfcaf's. */
    public static Report ofField(AnnotatedField field) {
        Report.Builder report = new Report.Builder();
        if (field.annotation() != null) {
            checkPolicy(field, field.annotation(), report);
        }
        boolean holdsVariables =
                field.member() != null && field.member().holding().holdsVariables();
        if (field.nonTrainable() && !holdsVariables) {
            report.add(Code.NOT_A_VARIABLE, field.place(), field.name());
        }
        return report.build();
    }

    private static void checkPolicy(AnnotatedField field, PolicyAnnotation annotation, Report.Builder report) {
        MemberDescription member = field.member();
        if (member == null || member.holding().holdsVariables()) {
            useless(annotation, field, "it holds no layer", report);
        } else if (!field.inLayer()) {
            useless(annotation, field, field.owner() + " is no layer", report);
        } else if (annotation.policy() == null && !annotation.erroneous()) {
            useless(annotation, field, "it names no policy", report);
        } else {
            PolicyNameCheck.check(annotation, report);
            LossScaleCheck.check(annotation, "it stands on a field", report);
            OnlyCheck.check(annotation, "it stands on a field", report);
            PolicyMapCheck.refuse(annotation, "it stands on a field", report);
            if (!report.hasErrors()) {
                requireAgreement(member, annotation, report);
            }
        }
    }

    private static void useless(PolicyAnnotation annotation, AnnotatedField field, String why, Report.Builder report) {
        report.add(Code.USELESS_POLICY, annotation.place(), field.name(), why);
    }

    private static void requireAgreement(MemberDescription member, PolicyAnnotation annotation, Report.Builder report) {
        if (member.held() == null || member.held().policy() == null || annotation.policy() == null) {
            return;
        }
        String wanted = annotation.policy().text();
        String named = member.held().policy();
        if (!Policy.of(wanted).name().equals(named)) {
            report.add(
                    Code.POLICY_CONFLICT,
                    annotation.policy().place(),
                    member.name(),
                    wanted,
                    member.held().name(),
                    named);
        }
    }

    /** Of the processor's option. */
    public static Report ofOption(String option, String value) {
        Report.Builder report = new Report.Builder();
        String where = "-A" + option + ": ";
        try {
            Policy.fromConfig(value);
        } catch (UnknownPolicyException e) {
            PolicyNameCheck.report(e, where, null, report);
        } catch (IllegalArgumentException e) {
            report.add(Code.ILLEGAL_LOSS_SCALE, null, where + e.getMessage());
        }
        return report.build();
    }
}
