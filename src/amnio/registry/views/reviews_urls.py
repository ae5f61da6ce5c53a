"""The addresses of reviews: each is that of a pregnancy, by its random number, and of one of its babies."""

from django.urls import path, register_converter

from amnio.registry.review_address import ReviewConverter
from amnio.registry.views import review_answer, review_letter, reviews

register_converter(ReviewConverter, "review")
_ONE = "reviews/<review:address>/"
urlpatterns = [
    path("reviews/", reviews.reviews, name="reviews"),
    path("pregnancies/<review:address>/review/", reviews.start, name="review_start"),
    path(_ONE, reviews.review, name="review"),
    path(f"{_ONE}second/", reviews.second, name="review_second"),
    path(f"{_ONE}judgement/", reviews.judge, name="review_judge"),
    path(f"{_ONE}answer/", review_answer.answer, name="review_answer"),
    path(f"{_ONE}answer/again/", review_answer.answer_again, name="review_answer_again"),
    path(f"{_ONE}answer/<int:number>/", review_answer.answer, name="review_version"),
    path(f"{_ONE}answer/<int:before>/<int:after>/", review_answer.versions, name="review_versions"),
    path(f"{_ONE}readers/", review_answer.readers, name="review_readers"),
    path(f"{_ONE}conclusion/", review_answer.conclude, name="review_conclude"),
    path(f"{_ONE}care/", review_answer.care, name="review_care"),
    path(f"{_ONE}close/", review_answer.close, name="review_close"),
    path(f"{_ONE}reopen/", review_answer.reopen, name="review_reopen"),
    path(f"{_ONE}sheet.pdf", review_answer.sheet, name="review_sheet"),
    path(f"{_ONE}letter/", review_letter.letter, name="review_letter"),
    path(f"{_ONE}letter/<int:letter>.pdf", review_letter.letter_pdf, name="review_letter_pdf"),
    path(f"{_ONE}plan-<str:language>.pdf", review_letter.plan, name="review_plan"),
    path(f"{_ONE}plan-<str:language>.ics", review_letter.plan_calendar, name="review_calendar"),
]
